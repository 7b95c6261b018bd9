import CVideoShim
