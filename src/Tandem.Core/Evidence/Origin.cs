namespace Tandem.Core.Evidence;

/// <summary>Where a message was read: the number of the file in its run, and the byte it starts at (after decompression).</summary>
public readonly record struct Origin(int File, long Offset);
