"""Draws animals into arenas: the picture of a scene at any time, as grey levels."""

from dataclasses import dataclass

import numpy as np

from fixtures.scene import ellipse_cover, sample, smooth_noise

NOISE_FIELDS = 8


@dataclass
class Tones:
    """Grey levels of wall, water and fur, and how strongly each is textured."""

    wall: float = 118
    water: float = 168
    fur: float = 62
    texture: float = 6
    hair: float = 13
    ripple: float = 13


DARK_ON_LIGHT = Tones()
WHITE_ON_DARK = Tones(wall=70, water=48, fur=190, texture=4, hair=10, ripple=9)
BLACK_ON_LIGHT = Tones(fur=45, hair=6, ripple=0)
INFRARED = Tones(wall=70, water=98, fur=62, texture=3, hair=5, ripple=5)


class Noise:
    """Sensor noise: random windows of a few larger fields, so that a frame costs little."""

    def __init__(self, size, sigma, seed):
        self.width, self.height = size
        self.seed = seed
        shape = (NOISE_FIELDS, self.height + 64, self.width + 64)
        field = np.random.default_rng([seed, 9]).standard_normal(shape, dtype=np.float32)
        self.fields = field * np.float32(sigma)

    def frame(self, index):
        """The noise of frame `index`."""
        rng = np.random.default_rng([self.seed, 10, index])
        field, top, left = rng.integers(0, (NOISE_FIELDS, 65, 65))
        noise = self.fields[field, top:top + self.height, left:left + self.width]
        return -noise if rng.integers(2) else noise


def finish(picture, noise):
    """Adds noise and rounds to grey levels inside 16-235."""
    return np.clip(np.rint(picture + noise), 16, 235).astype(np.uint8)


class Animal:
    """A body of half-length `length` pixels with head, three limbs and a tail."""

    def __init__(self, motion, tones, seed):
        self.motion, self.tones, self.seed = motion, tones, seed
        fur = smooth_noise(np.random.default_rng([seed, 1]), 96, 96, 5)
        self.fur = fur.astype(np.float32)
        self.ripple_phase = float(np.random.default_rng([seed, 4]).uniform(0, 2 * np.pi))

    def draw(self, picture, time):
        """Draws the ripple of the water and the animal into `picture`, in place."""
        pose, length = self.motion.pose(time), self.motion.length
        reach = int(2.3 * length) + 4
        left, top, wide, high = self.motion.box  # no animal reaches through its wall
        x0, x1 = max(int(pose.x) - reach, left), min(int(pose.x) + reach + 1, left + wide)
        y0, y1 = max(int(pose.y) - reach, top), min(int(pose.y) + reach + 1, top + high)
        dx = (np.arange(x0, x1, dtype=np.float32) + np.float32(0.5 - pose.x))[None, :]
        dy = (np.arange(y0, y1, dtype=np.float32) + np.float32(0.5 - pose.y))[:, None]
        water = picture[y0:y1, x0:x1]
        unit = length / 16
        if pose.force > 0 and self.tones.ripple:
            distance = np.hypot(dx, dy) / np.float32(unit)
            wave = np.sin(distance / np.float32(2.6)
                          - np.float32(2 * np.pi * 2.9 * time + self.ripple_phase))
            fade = np.exp(-(distance / np.float32(24)) ** 2)
            water += np.float32(pose.force * self.tones.ripple) * wave * fade
        cos, sin = np.float32(np.cos(pose.heading)), np.float32(np.sin(pose.heading))
        u = (dx * cos + dy * sin) / np.float32(unit)
        v = (dy * cos - dx * sin) / np.float32(unit)
        edge = 2.5 / unit
        cover = ellipse_cover(u, v, 16, 8.5, edge)
        cover = np.maximum(cover, ellipse_cover(u - 15, v - 1, 6, 5, edge))
        for swing, (limb_x, limb_y) in zip(pose.limbs, ((9, 8), (-9, 8), (-12, -6))):
            limb = ellipse_cover(u - limb_x - 4 * swing, v - limb_y - 2 * swing, 3, 4, edge)
            cover = np.maximum(cover, limb)
        grain = np.float32(1.5)
        fur = self.tones.fur + self.tones.hair * sample(self.fur, u * grain + 48, v * grain + 48)
        water += cover * (fur - water)


class Scene:
    """Arenas before a textured wall with one animal each."""

    def __init__(self, size, boxes, animals, tones, sigma, seed):
        self.size, self.animals = size, animals
        self.noise = Noise(size, sigma, seed)
        width, height = size
        rng = np.random.default_rng([seed, 0])
        grain = max(2.0, width / 100)
        ground = tones.wall + tones.texture * smooth_noise(rng, height, width, grain)
        for x, y, wide, high in boxes:
            across = np.abs(np.linspace(-1, 1, wide))[None, :]
            glass = tones.water + 0.8 * tones.texture * smooth_noise(rng, high, wide, grain)
            glass = glass - 0.25 * tones.water * np.clip((across - 0.88) / 0.12, 0, 1)
            ground[y:y + high, x:x + wide] = glass
        self.ground = ground.astype(np.float32)

    def frame(self, time, index):
        """The picture at `time`; `index` numbers the frame for its noise."""
        picture = self.ground.copy()
        for animal in self.animals:
            animal.draw(picture, time)
        return finish(picture, self.noise.frame(index))
