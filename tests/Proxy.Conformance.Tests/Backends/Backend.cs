using SharedObjects.Contracts.State;
using SharedObjects.Objects.Queue;

namespace SharedObjects.Conformance.Tests.Backends;

/// <summary>A way to have shared objects. One instance serves all tests of a cell of the matrix.</summary>
public abstract class Backend : IAsyncLifetime
{
    /// <summary>The manager, where there is one.</summary>
    public virtual SharedManager Manager => throw new InvalidOperationException("This backend has no manager.");

    public virtual ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>Makes an object: through the manager, or as a plain referent where there is none.</summary>
    /// <param name="shared">Makes it through a manager.</param>
    /// <param name="plain">Makes the referent, with the clock of this backend.</param>
    public abstract ValueTask<T> MakeAsync<T>(Func<SharedManager, ValueTask<T>> shared, Func<TimeProvider, T> plain);

    /// <summary>Makes an object with the state that another has now.</summary>
    /// <param name="original">The other; it goes on undisturbed.</param>
    /// <param name="plain">Makes the referent from its state, with the clock of this backend.</param>
    internal abstract ValueTask<T> CopyAsync<T>(T original, Func<StateReader, TimeProvider, T> plain)
        where T : class, ISharedObject;

    /// <summary>Another client of the same manager; requires <see cref="Ability.HasSessions"/>.</summary>
    public virtual ValueTask<OtherClient> ConnectAsync() => throw new InvalidOperationException("This backend has no sessions.");

    /// <summary>Makes a queue.</summary>
    public ValueTask<ISharedQueue<T>> QueueAsync<T>(int? capacity = null) =>
        MakeAsync<ISharedQueue<T>>(manager => manager.QueueAsync<T>(capacity, TestContext.Current.CancellationToken), time => new QueueReferent<T>(new QueueOptions { Capacity = capacity }, time));

    /// <summary>Makes a queue.</summary>
    public ValueTask<ISharedQueue<T>> QueueAsync<T>(QueueOptions options) =>
        MakeAsync<ISharedQueue<T>>(manager => manager.QueueAsync<T>(options, TestContext.Current.CancellationToken), time => new QueueReferent<T>(options, time));

    /// <summary>Why the backend lacks an ability; <see langword="null"/> if it has it.</summary>
    public abstract string? ReasonAgainst(Ability ability);

    /// <summary>Runs a test where this backend's objects may be used.</summary>
    public virtual Task RunAsync(Func<Task> test) => test();

    /// <summary>Runs one of several activities of a test side by side with the others, as far as the backend can.</summary>
    public virtual Task BesideAsync(Func<Task> activity) => Task.Run(activity, TestContext.Current.CancellationToken);

    /// <summary>Lets time pass for the backend's objects.</summary>
    public virtual void Advance(TimeSpan time) => throw new InvalidOperationException("This backend's clock is the system's.");

    public void Require(Ability ability)
    {
        if (ReasonAgainst(ability) is { } reason)
        {
            Assert.Skip(reason);
        }
    }
}
