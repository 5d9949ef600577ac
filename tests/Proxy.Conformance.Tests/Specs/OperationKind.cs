namespace SharedObjects.Conformance.Tests.Specs;

/// <summary>What became of a call.</summary>
internal enum OperationKind
{
    /// <summary>It took effect, at the place in the order that its number says.</summary>
    Done,

    /// <summary>It was refused at once, in the state after the operation that its number says.</summary>
    Refused,

    /// <summary>It may have waited before it was refused: in a state between its beginning and the one that its number says.</summary>
    RefusedByThen,

    /// <summary>It changed nothing and has no number; its answer was true at some moment while it was under way.</summary>
    Seen,
}
