namespace SharedObjects.Conformance.Tests.Specs;

/// <summary>One call of one client, as the client saw it.</summary>
/// <param name="Name">Which.</param>
/// <param name="Argument">With what.</param>
/// <param name="Answer">What came back; of a refusal, its name.</param>
/// <param name="Version">The operation number in the reply; of a refusal, the last one before it, or zero if it never got as far as the object.</param>
/// <param name="Began">Before it was sent, on one clock for all clients.</param>
/// <param name="Ended">After the answer, on the same clock.</param>
/// <param name="Kind">Whether it is an operation or a refusal, and what the number of a refusal says.</param>
internal sealed record Operation(string Name, object? Argument, object? Answer, long Version, long Began, long Ended, OperationKind Kind = OperationKind.Done);
