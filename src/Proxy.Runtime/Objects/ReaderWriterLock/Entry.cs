namespace SharedObjects.Objects.ReaderWriterLock;

/// <summary>A lease of a reader-writer lock.</summary>
/// <param name="IsWriter">Whether it is a writer's.</param>
/// <param name="WriterLost">What it was told of the writer before.</param>
internal readonly record struct Entry(bool IsWriter, bool WriterLost);
