namespace SharedObjects.Transport;

/// <summary>How a connection ended.</summary>
/// <param name="IsOrderly">Whether one side simply closed it.</param>
/// <param name="Reason">In words, for the log.</param>
internal readonly record struct ConnectionEnd(bool IsOrderly, string Reason);
