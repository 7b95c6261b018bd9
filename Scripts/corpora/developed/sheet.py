"""Shows frames of recordings: python3 sheet.py PICTURE.png FILE.npz... (six frames of each, in a row)."""

import subprocess
import sys

import numpy as np

rows = []
for path in sys.argv[2:]:
    luma = np.load(path)["luma"]
    strip = np.zeros((240, 6 * 244), np.uint8)
    for k in range(6):
        frame = luma[int((k + 0.5) * len(luma) / 6) if k < 3 else int(2.5 * len(luma) / 6) + 3 * (k - 2)]
        step = max(1, -(-max(frame.shape) // 240))
        grow = max(1, 240 // max(frame.shape))
        frame = frame[::step, ::step].repeat(grow, 0).repeat(grow, 1)[:240, :240]
        strip[:frame.shape[0], k * 244:k * 244 + frame.shape[1]] = frame
    rows.append(strip)
sheet = np.concatenate(rows)
subprocess.run(["ffmpeg", "-v", "error", "-y", "-f", "rawvideo", "-pix_fmt", "gray", "-s", f"{sheet.shape[1]}x{sheet.shape[0]}",
                "-i", "-", "-frames:v", "1", sys.argv[1]], input=sheet.tobytes(), check=True)
