using SharedObjects.Contracts;

namespace SharedObjects.Runtime.Tests.Support;

/// <summary>An object whose calls do what the test says, by the number of a <see cref="ProbeReferent"/> script.</summary>
[Managed]
public interface IInterleavingProbe
{
    ValueTask<int> RunAsync(int number, CancellationToken cancellationToken);
}

[Managed(Turns = TurnMode.Exclusive)]
public interface IExclusiveProbe
{
    ValueTask<int> RunAsync(int number, CancellationToken cancellationToken);
}

[Managed(Turns = TurnMode.Concurrent)]
public interface IConcurrentProbe
{
    ValueTask<int> RunAsync(int number, CancellationToken cancellationToken);
}

[Managed]
[Inline]
public interface IInlineProbe
{
    ValueTask<int> RunAsync(int number, CancellationToken cancellationToken);
}

/// <summary>Something that keeps references to others, as a user's referent may.</summary>
[Managed]
public interface IKeeper
{
    ValueTask KeepAsync(IKeeper? other);

    ValueTask<IKeeper?> KeptAsync();
}
