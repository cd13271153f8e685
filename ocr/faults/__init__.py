"""What a clerk would send a scan back for, seen in its pixels alone, with the place."""

from ocr.faults.find import faults_on

__all__ = ["faults_on"]
