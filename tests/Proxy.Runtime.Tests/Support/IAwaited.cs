namespace SharedObjects.Runtime.Tests.Support;

/// <summary>A member whose task the manager awaits itself.</summary>
[Managed(Turns = TurnMode.Concurrent)]
public interface IAwaited
{
    ValueTask RunAsync(CancellationToken cancellationToken);
}
