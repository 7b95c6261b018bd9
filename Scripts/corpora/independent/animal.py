"""A mouse or a rat: a skeleton in three dimensions, drawn as textured capsules.

Body axes: x forward, y to the animal's left, z to its back. Lengths are in body lengths.
World axes: x right, y away from the camera, z up. Pictures have y down.
"""

import numpy as np
from scipy.ndimage import gaussian_filter

SPINE = np.array([-0.42, -0.16, 0.10, 0.28, 0.40, 0.55])  # rump, loins, chest, neck, head, nose
WIDTH = np.array([0.135, 0.175, 0.155, 0.115, 0.105, 0.035])
TAIL_JOINTS = 8
GRID = np.arange(2000, dtype=np.float32)
PARTS_OF_LIMB = 3


class Coat:
    """Colours and fur of one animal, in grey levels."""

    def __init__(self, rng, fur, belly=None, tail=None, grain=5.0, patches=0.0, feature=3.0):
        self.fur = float(fur)
        self.limb = float(fur + 12 if belly is None else belly)
        self.tail = float(fur + 30 if tail is None else tail)
        self.ear = 0.6 * self.fur + 0.4 * self.tail
        hair = gaussian_filter(rng.standard_normal((1024, 512)), (2.0 * feature, feature), mode="wrap")
        texture = grain * hair / hair.std()
        if patches:  # piebald: large spots with soft edges
            spots = gaussian_filter(rng.standard_normal((1024, 512)), 34, mode="wrap")
            texture = texture + patches * np.clip(spots / spots.std() * 4, 0, 1)
        self.texture = texture.astype(np.float32)


def frame_axes(pose, hanging):
    """Unit vectors forward, left, back in the world, each (T, 3)."""
    yaw, pitch, roll = pose["yaw"], pose["pitch"], pose["roll"]
    zero = np.zeros_like(yaw)
    if hanging:  # pitch is the angle of the pendulum, yaw the twist about the tail
        forward = np.stack([np.sin(pitch), zero, -np.cos(pitch)], 1)
        e1 = np.stack([np.cos(pitch), zero, np.sin(pitch)], 1)
        back = np.cos(yaw)[:, None] * e1 + np.sin(yaw)[:, None] * np.array([0.0, 1.0, 0.0])
    else:
        forward = np.stack([np.cos(yaw) * np.cos(pitch), np.sin(yaw) * np.cos(pitch), np.sin(pitch)], 1)
        back = np.stack([-np.cos(yaw) * np.sin(pitch), -np.sin(yaw) * np.sin(pitch), np.cos(pitch)], 1)
    left = np.cross(back, forward)
    c, s = np.cos(roll)[:, None], np.sin(roll)[:, None]
    return forward, c * left + s * back, c * back - s * left


def skeleton(pose, size, view, hanging=False):
    """Joints in the picture for all times: dict of (T, joints, 2) arrays plus radii (T, 6)."""
    times = len(pose["x"])
    forward, left, back = frame_axes(pose, hanging)

    def world(local):  # (T, n, 3) body -> (T, n, 3) world
        return local[..., :1] * forward[:, None] + local[..., 1:2] * left[:, None] + local[..., 2:] * back[:, None]

    # Spine: bends sideways and towards the belly, anchored at the loins (rump if hanging).
    place = np.array([-0.5, 0.0, 0.45, 0.8, 1.0])
    head = np.array([0, 0, 0, 0.5, 1.0])
    side = pose["bend_side"][:, None] * place + pose["head_side"][:, None] * head
    down = -pose["bend_belly"][:, None] * place + pose["head_up"][:, None] * head
    if hanging:
        side, down = side + 0.5 * pose["bend_side"][:, None], down - 0.5 * pose["bend_belly"][:, None]
    steps = np.diff(SPINE) * (1 + 0.0 * side)
    ahead = np.stack([np.cos(side) * np.cos(down), np.sin(side) * np.cos(down), np.sin(down)], 2)
    spine = np.concatenate([np.zeros((times, 1, 3)), np.cumsum(steps[..., None] * ahead, 1)], 1)
    spine -= spine[:, :1] if hanging else spine[:, 1:2] + np.array([0.16, 0, 0])
    lateral = np.stack([-np.sin(side), np.cos(side), 0 * side], 2)
    dorsal = np.cross(ahead, lateral)

    ears = np.stack([spine[:, 4] - 0.03 * ahead[:, 4] + s * 0.085 * lateral[:, 4] + 0.07 * dorsal[:, 4] for s in (1, -1)], 1)
    limbs = []
    for number in range(4):  # left fore, right fore, left hind, right hind
        fore, sign = number < 2, 1 if number % 2 == 0 else -1
        joint, vector = (2, 2) if fore else (0, 0)
        swing = pose["limbs"][:, number] + (np.radians(62) if fore else np.radians(112))
        a, b, c = ahead[:, vector], lateral[:, vector], dorsal[:, vector]
        start = spine[:, joint] + sign * 0.09 * b - 0.09 * c + (0.04 if fore else 0.06) * a
        direction = np.cos(swing)[:, None] * a - np.sin(swing)[:, None] * c + sign * 0.28 * b
        middle = start + (0.10 if fore else 0.13) * direction
        bend = swing + (-0.5 if fore else 0.7) - 0.25 * pose["limbs"][:, number]
        tip = np.cos(bend)[:, None] * a - np.sin(bend)[:, None] * c + sign * 0.2 * b
        limbs += [start, middle, middle + (0.09 if fore else 0.15) * tip]
    limbs = np.stack(limbs, 1)

    centre = np.stack([pose["x"], pose["y"]], 1)
    joints = np.concatenate([world(spine), world(ears), world(limbs)], 1) * size
    if not hanging:
        index = np.arange(TAIL_JOINTS - 1)
        turn = pose["tail_side"][:, None] * (0.35 + 0.16 * index) * np.sin(pose["tail_phase"][:, None] - 0.55 * index)
        turn += pose["tail_curve"][:, None] * index / 6
        droop = pose["tail_up"][:, None] + pose["tail_arc"][:, None] * index / 6
        link = -np.stack([np.cos(turn) * np.cos(droop), np.sin(turn) * np.cos(droop), np.sin(droop)], 2)
        link *= 0.115
        tail = spine[:, :1] + np.concatenate([np.zeros((times, 1, 3)), np.cumsum(link, 1)], 1)
        joints = np.concatenate([joints, world(tail) * size], 1)
    if view == "top":
        flat = np.stack([joints[..., 0], -joints[..., 1]], 2)
    else:
        tilt = np.radians(8)
        flat = np.stack([joints[..., 0], -joints[..., 2] * np.cos(tilt) - joints[..., 1] * np.sin(tilt)], 2)
    flat = flat + centre[:, None]
    result = {"spine": flat[:, :6], "ears": flat[:, 6:8], "limbs": flat[:, 8:20]}
    if hanging:
        share = np.linspace(0, 1, TAIL_JOINTS)[:, None]
        hook = np.stack([pose["hook_x"], pose["hook_y"]], 1)[:, None]
        result["tail"] = flat[:, :1] * (1 - share) + hook * share
    else:
        result["tail"] = flat[:, 20:]
    breath = pose["breath"][:, None] * np.array([0.3, 1.0, 0.8, 0.1, 0.0, 0.0])
    result["radii"] = WIDTH * size + breath
    result["shift"] = pose["yaw"] * 0.3 * size if hanging else 0 * pose["yaw"]
    return result


def capsule(area, ax, ay, bx, by, ra, rb, colour, texture=None, along=0.0, across=0.0, cover=1.0):
    """Draw a tapered capsule into `area` with soft edges; (0, 0) is the centre of its first pixel."""
    reach = max(ra, rb) + 1.5
    x0, x1 = max(int(min(ax, bx) - reach), 0), min(int(max(ax, bx) + reach) + 2, area.shape[1])
    y0, y1 = max(int(min(ay, by) - reach), 0), min(int(max(ay, by) + reach) + 2, area.shape[0])
    if x1 <= x0 or y1 <= y0:
        return
    dx, dy = bx - ax, by - ay
    square = dx * dx + dy * dy + 1e-6
    x, y = GRID[x0:x1] - np.float32(ax), (GRID[y0:y1] - np.float32(ay))[:, None]
    t = x * np.float32(dx / square) + y * np.float32(dy / square)
    free = t  # not held between 0 and 1: the fur goes on under the round ends
    t = np.minimum(np.maximum(t, np.float32(0)), np.float32(1))
    qx, qy = x - t * np.float32(dx), y - t * np.float32(dy)
    far = np.sqrt(qx * qx + qy * qy)
    radius = t * np.float32(rb - ra)
    radius += np.float32(ra + 0.5)
    alpha = np.minimum(np.maximum(radius - far, np.float32(0)), np.float32(1))
    if cover != 1.0:
        alpha *= np.float32(cover)
    part = area[y0:y1, x0:x1]
    if texture is None:
        part += alpha * (np.float32(colour) - part)
        return
    length = square ** 0.5
    u = (free * np.float32(3 * length) + np.float32(3 * along)).astype(np.int32)
    v = ((x * np.float32(-3 * dy / length) + y * np.float32(3 * dx / length)) + np.float32(3 * across)).astype(np.int32)
    value = texture.take((u & 1023) * 512 + (v & 511))
    rim = far / radius
    value += np.float32(colour) - 9.0 * rim * rim - (qy * (7.0 / max(ra, rb)))
    part += alpha * (value - part)


def draw_once(area, bones, index, coat, ox, oy, cover_limbs):
    """All parts of the animal at one moment: tail, limbs, body, head, ears."""
    radii = bones["radii"][index]
    size = radii[3] / WIDTH[3]
    tail = bones["tail"][index]
    thin = np.linspace(0.030, 0.011, TAIL_JOINTS) * size
    thin = np.maximum(thin, 0.55)
    for i in range(TAIL_JOINTS - 1):
        (ax, ay), (bx, by) = tail[i], tail[i + 1]
        capsule(area, ax - ox, ay - oy, bx - ox, by - oy, thin[i], thin[i + 1], coat.tail, cover=cover_limbs)
    limbs = bones["limbs"][index]
    for k in range(0, 12, 3):
        wide = (0.045, 0.032, 0.026) if k < 6 else (0.075, 0.045, 0.028)
        for j in range(2):
            (ax, ay), (bx, by) = limbs[k + j], limbs[k + j + 1]
            colour = coat.limb if j == 0 else 0.6 * coat.limb + 0.4 * coat.tail
            capsule(area, ax - ox, ay - oy, bx - ox, by - oy, wide[j] * size, wide[j + 1] * size, colour, cover=cover_limbs)
    spine = bones["spine"][index]
    along = 200.0
    for i in range(5):
        (ax, ay), (bx, by) = spine[i], spine[i + 1]
        capsule(area, ax - ox, ay - oy, bx - ox, by - oy, radii[i], radii[i + 1], coat.fur, coat.texture, along, 85 + bones["shift"][index])
        along += float(np.hypot(bx - ax, by - ay))
    for ex, ey in bones["ears"][index]:
        capsule(area, ex - ox, ey - oy, ex - ox, ey - oy, 0.045 * size, 0.045 * size, coat.ear)


def box_of(bones, index, picture, clip):
    """Patch around the animal inside the picture and the clip rectangle (x0, y0, x1, y1)."""
    points = np.concatenate([bones["spine"][index], bones["limbs"][index], bones["tail"][index]])
    reach = bones["radii"][index].max() + 3
    low, high = points.min(0) - reach, points.max(0) + reach
    x0, y0 = max(int(low[0]), clip[0], 0), max(int(low[1]), clip[1], 0)
    x1, y1 = min(int(high[0]) + 2, clip[2], picture.shape[1]), min(int(high[1]) + 2, clip[3], picture.shape[0])
    return (x0, y0, x1, y1) if x1 > x0 + 2 and y1 > y0 + 2 else None


def draw(picture, bones, index, coat, clip, blurred=None, depth=None, cover_limbs=0.9):
    """Draw into the picture. `blurred`: bones of the second half of the exposure, or None.

    `depth`: rows -> share of the animal's contrast that the water takes away.
    """
    box = box_of(bones, index, picture, clip)
    if box is None:
        return
    x0, y0, x1, y1 = box
    area = picture[y0:y1, x0:x1]
    before = area.copy() if (blurred is not None or depth is not None) else None
    draw_once(area, bones, index, coat, x0, y0, cover_limbs)
    if blurred is not None:
        second = before.copy()
        draw_once(second, blurred, index, coat, x0, y0, cover_limbs)
        area += second
        area *= np.float32(0.5)
    if depth is not None:
        area += depth[y0:y1, None] * (before - area)
