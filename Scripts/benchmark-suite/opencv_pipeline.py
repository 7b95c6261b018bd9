"""The pipeline that a lab would write with OpenCV: grey, Gaussian blur (sigma 1), absolute
difference from the frame before, threshold, count per arena. Prints the frames read.

  opencv_pipeline.py VIDEO THREADS X,Y,W,H...
"""

import sys

import cv2


def main():
    video, threads, *rectangles = sys.argv[1:]
    cv2.setNumThreads(int(threads))
    arenas = [tuple(map(int, rectangle.split(","))) for rectangle in rectangles]
    capture = cv2.VideoCapture(video, cv2.CAP_FFMPEG)
    before = None
    frames = 0
    changed = [[] for _ in arenas]
    while True:
        found, frame = capture.read()
        if not found:
            break
        frames += 1
        grey = cv2.GaussianBlur(cv2.cvtColor(frame, cv2.COLOR_BGR2GRAY), (0, 0), 1)
        if before is not None:
            difference = cv2.absdiff(grey, before)
            _, mask = cv2.threshold(difference, 16, 255, cv2.THRESH_BINARY)
            for counts, (x, y, w, h) in zip(changed, arenas):
                counts.append(cv2.countNonZero(mask[y:y + h, x:x + w]))
        before = grey
    print(frames)


main()
