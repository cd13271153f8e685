"""Speed and accuracy, side by side: what is measured, on papers drawn by the press or scanned in the open."""
