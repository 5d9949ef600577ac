namespace SharedObjects;

/// <summary>What a manager held at one moment.</summary>
/// <param name="Objects">How many objects it hosted, those included that await their disposal.</param>
/// <param name="Sessions">How many clients it had, this one included.</param>
/// <param name="WaitingCalls">How many calls were under way, the one that asked left out: most of them wait for something.</param>
/// <param name="ManagedBytes">How much its garbage-collected heap took, in bytes; nothing was collected to find out.</param>
/// <param name="ProcessId">Its process.</param>
public sealed record ManagerStatistics(int Objects, int Sessions, int WaitingCalls, long ManagedBytes, int ProcessId);
