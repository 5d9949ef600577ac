namespace SharedObjects.Hosting.Processes;

/// <summary>How a child ended.</summary>
/// <param name="ExitCode">Its exit code; 128 plus the signal when a signal ended it.</param>
/// <param name="Signal">The number of the signal that ended it; null when it ended by itself.</param>
/// <param name="Failure">The exception that ended it, if it reported one.</param>
internal sealed record ChildExit(int ExitCode, int? Signal, ChildFailure? Failure)
{
    public override string ToString() => this switch
    {
        { Failure: { } failure } => $"failed: {failure.TypeName}: {failure.Message}",
        { Signal: { } signal } => $"was ended by signal {signal}",
        _ => $"exited with code {ExitCode}",
    };
}
