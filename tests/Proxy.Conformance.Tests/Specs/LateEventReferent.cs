using SharedObjects.Objects.Event;

namespace SharedObjects.Conformance.Tests.Specs;

/// <summary>A mutant: whoever waits is let go not when the event is set, but after it is reset.</summary>
internal sealed class LateEventReferent : ISharedEvent
{
    private readonly EventReferent real = new(initialState: false, TimeProvider.System);

    public bool IsSet { get; private set; }

    public ValueTask SetAsync(CancellationToken cancellationToken)
    {
        IsSet = true;
        return ValueTask.CompletedTask;
    }

    public async ValueTask ResetAsync(CancellationToken cancellationToken)
    {
        IsSet = false;
        CallContext.Current.TookEffect();
        await real.SetAsync(cancellationToken);
        await real.ResetAsync(cancellationToken);
    }

    public ValueTask WaitAsync(CancellationToken cancellationToken) => real.WaitAsync(cancellationToken);

    public ValueTask WaitAsync(TimeSpan timeout, CancellationToken cancellationToken) => real.WaitAsync(timeout, cancellationToken);

    public ValueTask<bool> TryWaitAsync(TimeSpan timeout, CancellationToken cancellationToken) => real.TryWaitAsync(timeout, cancellationToken);

    public ValueTask DisposeAsync() => real.DisposeAsync();
}
