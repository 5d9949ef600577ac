namespace SharedObjects.Conformance.Tests.Specs;

/// <summary>One call of one client, as the client saw it.</summary>
/// <param name="Name">Which.</param>
/// <param name="Argument">With what.</param>
/// <param name="Answer">What came back.</param>
/// <param name="Version">The operation number in the reply.</param>
/// <param name="Began">Before it was sent, on one clock for all clients.</param>
/// <param name="Ended">After the answer, on the same clock.</param>
internal sealed record Operation(string Name, object? Argument, object? Answer, long Version, long Began, long Ended);
