"""What is recorded: every recording of the corpus by name, with its arenas and its truth."""

from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np

import real_swimming
from cameras import CAMERAS
from motions import Hang, Swim
from pictures import BLACK_ON_LIGHT, DARK_ON_LIGHT, INFRARED, WHITE_ON_DARK, Animal, Scene

DURATION = 24
HANGING_THRESHOLD = 45  # percent: the motion threshold of tail suspension
MIXED = [(4.0, 9.0), (14.0, 20.0)]
SHORT = [(2.0, 6.0), (9.0, 11.5), (16.0, 22.0)]
DISTURBED = [(0.0, 11.0), (12.0, 25.0)]
ALWAYS = [(0.0, 25.0)]
NEVER = []
PLANS = [MIXED, ALWAYS, SHORT, NEVER, DISTURBED]
LATE = [(12.5, 15.5), (18.0, 23.0)]
EARLY = [(0.0, 3.0), (5.0, 7.0), (8.5, 17.0)]
BOXES = [(4 + i * 160, 30, 150, 300) for i in range(4)]
# Half-lengths of the animals: 3, 6, 11 and 20 % of a 150x300 arena.
LENGTHS = [27, 38, 51, 69]
RATES = [("10", 10), ("15", 15), ("24", 24), ("25", 25), ("29.97", Fraction(30000, 1001)),
         ("30", 30), ("50", 50), ("60", 60), ("120", 120)]


@dataclass
class Arena:
    """One animal: its arena in the product's --arena syntax and its immobile stretches."""

    name: str
    box: tuple
    immobile: list
    factors: dict = field(default_factory=dict)
    duration: float = DURATION

    @property
    def argument(self):
        """NAME=rect:X,Y,W,H."""
        return f"{self.name}=rect:" + ",".join(str(v) for v in self.box)

    @property
    def bouts(self):
        """The immobile bouts inside the recording, (start, end) in seconds."""
        return [(s, min(e, self.duration)) for s, e in self.immobile if s < self.duration]


@dataclass
class Plan:
    """One recording to make: `scene` is built only when it is rendered."""

    name: str
    group: str
    rate: object
    camera: str
    size: tuple
    arenas: list
    scene: object
    duration: float = DURATION


def swim_scene(name, group, animals, camera="clean", rate=30, tones=DARK_ON_LIGHT, scale=1.0,
               seed=1, boxes=None, size=(640, 360), duration=DURATION):
    """A recording of `animals`: (length, plan, settings of Swim or Hang) from left to right."""
    size = tuple(int(v * scale) for v in size)
    boxes = [tuple(int(v * scale) for v in box) for box in (boxes or BOXES)]
    arenas, motions = [], []
    for index, (box, (length, plan, settings)) in enumerate(zip(boxes, animals)):
        kind = Hang if "sway" in settings else Swim
        if kind is Swim:
            settings = {"upright": length > 45, **settings}
            settings["drift"] = settings.get("drift", 0) * scale
        motion = kind(box, length * scale, plan, seed * 10 + index, **settings)
        motions.append(motion)
        arenas.append(Arena(f"a{index}", box, plan, {"length": length, **settings}, duration))

    def scene():
        drawn = [Animal(m, tones, m.seed) for m in motions]
        return Scene(size, boxes, drawn, tones, CAMERAS[camera][2], seed)

    return Plan(name, group, rate, camera, size, arenas, scene, duration)


def rotated(index, settings):
    """Four animals of four sizes with the plans rotated by `index`."""
    return [(LENGTHS[(i + index) % 4], PLANS[(i + 2 * index) % 5], s)
            for i, s in enumerate(settings)]


STRENGTHS = [{"strength": 1.0}, {"strength": 0.7, "wobble": 0.7}, {"strength": 0.45},
             {"strength": 0.6, "wobble": 0.25}]


def mixed_animals():
    """The animals recorded by every camera and at every rate."""
    return [(34, MIXED, {"drift": 20, **STRENGTHS[1]}),
            (27, SHORT, {"drift": 10, "turning": 20, **STRENGTHS[2]}),
            (51, ALWAYS, {"drift": 10, "turning": 15, **STRENGTHS[0]}),
            (40, NEVER, {"drift": 5, **STRENGTHS[3]})]


def hanging_animals(sway, rate, index):
    """Four animals that hang."""
    return [(length, plan, {"sway": sway, "rate": rate, "strength": s["strength"]})
            for (length, plan, _), s in zip(rotated(index, STRENGTHS), STRENGTHS)]


def synthetic():
    """The drawn recordings."""
    for label, rate in RATES:
        yield swim_scene(f"rate-{label}", "rate", mixed_animals(), rate=rate, seed=3)
    for label, rate in (RATES[0], RATES[1], RATES[5], RATES[7]):
        yield swim_scene(f"rate-hanging-{label}", "rate", hanging_animals(7, 0.8, 2), rate=rate,
                         tones=BLACK_ON_LIGHT, seed=4)
    for number, drift in enumerate((0, 5, 10, 20, 40)):
        for turn in range(2):
            strengths = STRENGTHS[turn * 2:] + STRENGTHS[:turn * 2]
            settings = [{"drift": drift, **s} for s in strengths]
            yield swim_scene(f"drift-{drift}-{turn}", "drift", rotated(number + turn, settings),
                             seed=20 + number * 2 + turn)
    for number, turning in enumerate((10, 20, 40)):
        settings = [{"drift": 5, "turning": turning, **s} for s in STRENGTHS]
        yield swim_scene(f"turning-{turning}", "turning", rotated(number, settings),
                         seed=40 + number)
    for number, (rate, sway) in enumerate((r, s) for r in (0.5, 1.0) for s in (3, 8, 14)):
        yield swim_scene(f"sway-{rate}-{sway}", "sway", hanging_animals(sway, rate, number),
                         tones=BLACK_ON_LIGHT, seed=50 + number)
    for number, rate in enumerate((0.5, 1.0)):
        yield swim_scene(f"sway-shaggy-{rate}-8", "sway", hanging_animals(8, rate, number + 1),
                         seed=60 + number)
    for number, camera in enumerate(list(CAMERAS)[1:]):
        tones = INFRARED if camera.startswith("infrared") else DARK_ON_LIGHT
        yield swim_scene(f"camera-{camera}", "camera", mixed_animals(), camera, tones=tones,
                         seed=3)
    yield swim_scene("camera-white-on-dark", "camera", mixed_animals(), tones=WHITE_ON_DARK,
                     seed=3)
    for scale in (0.5, 2.0):
        yield swim_scene(f"size-{int(640 * scale)}", "size", mixed_animals(), scale=scale, seed=3)
    yield from loosely_drawn()
    yield from mostly_immobile()
    yield from balancing()


def spells(share, duration, seed):
    """Immobile stretches that leave spells of 2-5 s of movement, most of them early in the trial."""
    rng = np.random.default_rng([seed, 5])
    lengths, left = [], (1 - share) * duration
    while left > 1:
        lengths.append(min(left, rng.uniform(2, 5)))
        left -= lengths[-1]
    gaps = np.linspace(0.6, 1.4, len(lengths) + 1)
    gaps *= share * duration / gaps.sum()
    stretches, at = [], 0.0
    for gap, length in zip(gaps, [*lengths, 1.0]):
        stretches.append((float(at), float(at + gap)))
        at += gap + length
    stretches[-1] = (stretches[-1][0], duration + 1.0)
    return stretches


def mostly_immobile():
    """Long trials of animals that hardly move, as on the second day of a test."""
    boxes = [(50, 60, 220, 360), (370, 60, 220, 360)]
    cases = [(5, (0.7, 0.95), 240), (10, (0.85, 1.0), 240), (20, (0.95, 0.85), 300),
             (20, (1.0, 0.98), 180)]
    for number, (drift, shares, duration) in enumerate(cases):
        animals = [(length, spells(share, duration, 90 + 2 * number + i),
                    {"drift": drift, "turning": 8 * number, "duration": duration + 1.0,
                     **STRENGTHS[1 + i]})
                   for i, (length, share) in enumerate(zip((34, 48), shares))]
        yield swim_scene(f"long-{drift}-{number}", "long", animals, rate=20, scale=0.5,
                         seed=90 + number, boxes=boxes, size=(640, 480), duration=duration)
    animals = [(length, spells(share, 240, 99 + i),
                {"sway": 8, "rate": 0.8, "strength": 0.6, "duration": 241.0})
               for i, (length, share) in enumerate(((45, 0.85), (56, 0.95)))]
    yield swim_scene("long-sway-8", "long", animals, rate=20, scale=0.5, seed=95, boxes=boxes,
                     tones=BLACK_ON_LIGHT, size=(640, 480), duration=240)


def balancing():
    """Like animals that keep their heads up with small strokes of the limbs while they float, and are
    immobile for 50 and for 95 % of the trial, which must make no difference."""
    boxes = [(50, 60, 220, 360), (370, 60, 220, 360)]
    for number, (fidget, drift, strength) in enumerate(((0.1, 10, 0.7), (0.15, 0, 0.8),
                                                        (0.2, 0, 1.0), (0.25, 5, 1.0))):
        animals = [(60, spells(share, 120, 130 + number),
                    {"drift": drift, "turning": 5, "fidget": fidget, "strength": strength,
                     "wobble": 0.7, "duration": 121.0}) for share in (0.5, 0.95)]
        yield swim_scene(f"balancing-{fidget}-{drift}", "balancing", animals, rate=20, scale=0.5,
                         seed=130 + number, boxes=boxes, size=(640, 480), duration=120)


def loosely_drawn():
    """Two animals whose arenas are drawn tightly and two and three times as large."""
    tight = [(95, 70, 130, 220), (415, 70, 130, 220)]
    tall = [(5, 20, 310, 320), (325, 20, 310, 320)]
    for number, (drift, plans) in enumerate(((10, (MIXED, SHORT)), (20, (ALWAYS, NEVER)))):
        animals = [(34, plans[0], {"drift": drift, **STRENGTHS[1]}),
                   (34, plans[1], {"drift": drift, **STRENGTHS[3]})]
        plan = swim_scene(f"loose-{number}", "loose", animals, seed=70 + number, boxes=tight)
        for (x, y, width, height), arena in zip(tall, list(plan.arenas)):
            double = (arena.box[0] - 40, arena.box[1] - 30, 210, 280)
            plan.arenas.append(Arena(arena.name + "-double", double, arena.immobile, arena.factors))
            plan.arenas.append(Arena(arena.name + "-triple", (x, y, width, height), arena.immobile,
                                     arena.factors))
        yield plan


def held_out():
    """Recordings on which nothing was tuned: other seeds, sizes, speeds, cameras and plans."""
    plans = [LATE, EARLY, ALWAYS, NEVER]
    lengths = [30, 45, 62, 36]
    for number, (drift, turning) in enumerate(((15, 0), (30, 10), (7, 30), (25, 25))):
        animals = [(lengths[(i + number) % 4], plans[(i + 2 * number) % 4],
                    {"drift": drift, "turning": turning, "strength": strength, "wobble": wobble,
                     "fade": fade, "duration": DURATION + 1.0})
                   for i, (strength, wobble, fade) in enumerate(
                       ((1.0, 1.0, 0.55), (0.5, 0.6, 0.0), (0.8, 0.4, 0.4), (0.6, 0.8, 0.0)))]
        camera = ("clean", "webcam", "low-bitrate", "infrared-8")[number]
        tones = INFRARED if camera.startswith("infrared") else DARK_ON_LIGHT
        yield swim_scene(f"held-{drift}-{turning}-{camera}", "held", animals, camera,
                         rate=(25, 20, 30, 30)[number], tones=tones, seed=110 + number)
    for number, (rate, sway, camera) in enumerate(((0.7, 6, "clean"), (0.9, 10, "low-bitrate"),
                                                   (0.6, 12, "webcam"))):
        animals = [(lengths[(i + number) % 4], plans[(i + number) % 4],
                    {"sway": sway, "rate": rate, "strength": strength})
                   for i, strength in enumerate((0.9, 0.5, 0.75, 0.6))]
        yield swim_scene(f"held-sway-{rate}-{sway}-{camera}", "held", animals, camera,
                         rate=(30, 25, 15)[number], tones=BLACK_ON_LIGHT, seed=120 + number)


def scored_once():
    """Recordings that were made after the last constant had been chosen, and scored once."""
    plans = [[(3.5, 7.0), (10.0, 18.5)], ALWAYS, [(0.0, 5.5), (8.0, 12.0), (19.0, 25.0)], NEVER]
    lengths = [33, 56, 42, 28]
    for number, (drift, turning) in enumerate(((3, 12), (12, 5), (22, 18), (35, 8))):
        animals = [(lengths[(i + number) % 4], plans[(i + 3 * number) % 4],
                    {"drift": drift, "turning": turning, "strength": strength, "wobble": wobble,
                     "duration": DURATION + 1.0})
                   for i, (strength, wobble) in enumerate(
                       ((0.9, 0.8), (0.55, 0.5), (0.7, 0.3), (0.65, 0.9)))]
        camera = ("low-bitrate", "infrared-6", "webcam", "clean")[number]
        tones = INFRARED if camera.startswith("infrared") else DARK_ON_LIGHT
        yield swim_scene(f"once-{drift}-{turning}-{camera}", "once", animals, camera,
                         rate=(24, 30, 15, 50)[number], tones=tones, seed=210 + number)
    for number, (rate, sway, camera) in enumerate(((0.55, 5, "webcam"), (0.8, 9, "clean"),
                                                   (0.95, 12, "low-bitrate"))):
        animals = [(lengths[(i + number) % 4], plans[(i + number) % 4],
                    {"sway": sway, "rate": rate, "strength": strength})
                   for i, strength in enumerate((0.85, 0.55, 0.7, 0.65))]
        yield swim_scene(f"once-sway-{rate}-{sway}-{camera}", "once", animals, camera,
                         rate=(25, 30, 24)[number], tones=BLACK_ON_LIGHT, seed=220 + number)


def composites():
    """The recordings made of real swimming pixels; none where the data is missing."""
    path = real_swimming.source()
    if path is None:
        return
    cached = []

    def swimming():
        if not cached:
            cached.append(real_swimming.Swimming(path))
        return cached[0]

    cases = [(0, 0, "clean", 24), (10, 0, "clean", 24), (20, 20, "clean", 24),
             (40, 0, "clean", 24), (10, 20, "webcam", 24), (10, 10, "infrared-8", 24),
             (10, 10, "low-bitrate", 24), (20, 0, "clean", 12), (20, 0, "clean", 30)]
    held = [(15, 5, "webcam", 24), (8, 15, "clean", 24), (18, 10, "low-bitrate", 24)]
    once = [(5, 5, "low-bitrate", 24), (12, 0, "infrared-6", 24), (14, 12, "clean", 24),
            (6, 18, "webcam", 12)]
    for number, (drift, turning, camera, rate) in enumerate(cases + held + once):
        plans = [PLANS[(number + i) % 5] for i in range(3)]
        if number >= len(cases) + len(held):
            others = [[(3.5, 7.0), (10.0, 18.5)], ALWAYS, [(0.0, 5.5), (8.0, 12.0), (19.0, 25.0)]]
            plans = (others * 2)[number % 3:][:3]
        elif number >= len(cases):
            plans = [([LATE, EARLY, NEVER, ALWAYS] * 2)[number + i - len(cases)] for i in range(3)]
        factors = {"drift": drift, "turning": turning}
        arenas = [Arena(name, box, plan, factors)
                  for (name, box, _), plan in zip(real_swimming.BEAKERS, plans)]

        def scene(plans=plans, drift=drift, turning=turning, camera=camera, number=number,
                  speed=rate / 24 if rate > 24 else 1.0):
            return real_swimming.Composite(swimming(), plans, drift, turning,
                                           CAMERAS[camera][2], 80 + number, speed)

        group = ("real" if number < len(cases) else
                 "held" if number < len(cases) + len(held) else "once")
        prefix = "real" if group == "real" else f"{group}-real"
        yield Plan(f"{prefix}-{drift}-{turning}-{camera}-{rate}", group, rate, camera,
                   real_swimming.SIZE, arenas, scene)


def everything():
    """Every recording."""
    return [*synthetic(), *held_out(), *scored_once(), *composites()]
