"""Cuts the fonts of printed documents out of the whole Noto Sans: letters of Latin, Cyrillic and Arabic, nothing else.

    python tools/paper_fonts.py FOLDER

FOLDER holds NotoSans_400Regular.ttf, NotoSans_700Bold.ttf, NotoSansArabic_400Regular.ttf, NotoSansArabic_700Bold.ttf: they
come with the npm packages @expo-google-fonts/noto-sans 0.4.2 and @expo-google-fonts/noto-sans-arabic 0.4.3 (SIL Open
Font License). Needs fontTools from PyPI, which nothing else here does.
"""

import sys
from pathlib import Path

from fontTools import subset

WHERE = Path(__file__).parents[1] / "src" / "hamroh" / "web" / "shell" / "paper" / "fonts"
EUROPEAN = (
    "U+0020-024F,U+02B0-02FF,U+0300-036F,U+0400-052F,U+1E00-1EFF,U+2000-206F,U+20A0-20BF,U+2100-214F,U+2190-2193,U+2212"
)
ARABIC = "U+0020-0040,U+005B-0060,U+00A0-00BF,U+0600-06FF,U+0750-077F,U+08A0-08FF,U+2000-206F,U+FB50-FDFF,U+FE70-FEFF"
FONTS = {
    "NotoSans_400Regular.ttf": EUROPEAN,
    "NotoSans_700Bold.ttf": EUROPEAN,
    "NotoSansArabic_400Regular.ttf": ARABIC,
    "NotoSansArabic_700Bold.ttf": ARABIC,
}


def main(folder: Path) -> None:
    for name, letters in FONTS.items():
        options = [f"--unicodes={letters}", "--layout-features=*", "--name-IDs=*", "--no-hinting", "--notdef-outline"]
        subset.main([str(folder / name), f"--output-file={WHERE / name}", *options])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
