"""The counter under load and under the axe: stations, line, door and store as real processes, papers counted at both ends."""
