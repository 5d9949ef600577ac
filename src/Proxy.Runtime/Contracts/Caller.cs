namespace SharedObjects;

/// <summary>Who made a call. Process id and name are the client's own words, except where the operating system vouches for the id.</summary>
/// <param name="Session">The caller's session; unique for ever.</param>
/// <param name="ProcessId">The caller's process id on its own machine.</param>
/// <param name="ProcessName">The caller's process name.</param>
/// <param name="MachineName">The caller's machine.</param>
public sealed record Caller(Guid Session, int ProcessId, string ProcessName, string MachineName);
