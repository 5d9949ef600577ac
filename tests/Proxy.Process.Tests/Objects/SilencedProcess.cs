using SharedObjects.Process.Tests.Workers;

namespace SharedObjects.Process.Tests.Objects;

/// <summary>
/// A process that had hold of one of each kind, and waited for one of each, was stopped for longer than its session lives, and then went on with all of it. Before it
/// goes on, others take what it had.
/// </summary>
public sealed class SilencedProcess : ProcessTests.NothingLeftBehind
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private SharedManager manager = null!;
    private SharedManager reports = null!;
    private Victim? victim;

    /// <summary>Where the object leaves a file that only the other process had.</summary>
    internal string DisposedPath { get; } = Path.Combine(TestEnvironment.TemporaryDirectory, Path.GetRandomFileName());

    /// <summary>By what it did: how it ended.</summary>
    internal Dictionary<string, string> Said { get; } = [];

    internal Held Held { get; private set; } = null!;

    /// <summary>The lock of <see cref="Held.Condition"/>.</summary>
    internal ISharedLock ConditionLock { get; private set; } = null!;

    internal Awaited Awaited { get; private set; } = null!;

    internal Walked Walked { get; private set; } = null!;

    /// <summary>What this process has of the objects in <see cref="Awaited"/>, so that the other waits.</summary>
    internal List<Lease> Mine { get; } = [];

    /// <summary>What this process was given once the other's session was over, and before the other went on.</summary>
    internal Dictionary<string, Lease?> Next { get; } = [];

    /// <summary>The version of <see cref="Held.Guarded"/> before anybody could write to it.</summary>
    internal long GuardedVersion { get; private set; }

    internal ManagerStatistics Before { get; private set; } = null!;

    internal ManagerStatistics During { get; private set; } = null!;

    internal ManagerStatistics After { get; private set; } = null!;

    public override async ValueTask InitializeAsync()
    {
        using var limit = new CancellationTokenSource(Patience, TimeProvider.System);
        var token = limit.Token;
        manager = await SharedManager.StartAsync<TestManager>(new SharedManagerOptions { SessionTimeToLive = TimeSpan.FromSeconds(2) }, token);
        reports = await SharedManager.StartAsync(cancellationToken: token);
        var said = await reports.QueueAsync<(string Name, string Outcome)>(cancellationToken: token);
        await MakeAsync(token);
        GuardedVersion = (await Held.Guarded.GetWithVersionAsync(token)).Version;
        Before = await manager.GetStatisticsAsync(token);
        victim = await Victim.StartAsync(reports, report => WorkerProcess.Start(SilentTargets.OccupyAsync, Held, Awaited, Walked, said, report));
        await victim.SaysAsync("ready").WaitAsync(token);
        await Held.Tracked.DisposeAsync();
        During = await UntilAsync(static statistics => statistics.WaitingCalls == SilentTargets.Waits, token);
        victim.Stop();
        await UntilAsync(static statistics => statistics.Sessions == 1, token);
        await TakeAsync(token);
        victim.Continue();
        await victim.SaysAsync("said").WaitAsync(token);
        while (await said.TryGetAsync(token) is (true, var (name, outcome)))
        {
            Said.Add(name, outcome);
        }

        await manager.CollectAsync();
        After = await manager.GetStatisticsAsync(token);
    }

    public override async ValueTask DisposeAsync()
    {
        if (victim is not null)
        {
            await victim.DisposeAsync();
        }

        await manager.DisposeAsync();
        await reports.DisposeAsync();
        File.Delete(DisposedPath);
        await base.DisposeAsync();
    }

    private async Task MakeAsync(CancellationToken token)
    {
        int[] numbers = [.. Enumerable.Range(0, 1000)];
        Held = new(
            await manager.LockAsync(token),
            await manager.ReentrantLockAsync(token),
            await manager.ReaderWriterLockAsync(token),
            await manager.ReaderWriterLockAsync(token),
            await manager.ConditionAsync(cancellationToken: token),
            await manager.SemaphoreAsync(2, 2, token),
            await manager.BarrierAsync(2, token),
            await manager.QueueAsync<int>(cancellationToken: token),
            await manager.TopicAsync<int>(token),
            await manager.CreateAsync<ITracked, string>(DisposedPath, token),
            await manager.ValueAsync(0L, token));
        ConditionLock = Held.Condition.Lock;
        await Held.Queue.PutManyAsync([1, 2], token);
        Awaited = new(
            await manager.LockAsync(token),
            await manager.ReentrantLockAsync(token),
            await manager.ReaderWriterLockAsync(token),
            await manager.ReaderWriterLockAsync(token),
            await manager.ConditionAsync(cancellationToken: token),
            await manager.ConditionAsync(cancellationToken: token),
            await manager.SemaphoreAsync(2, 2, token),
            await manager.EventAsync(cancellationToken: token),
            await manager.LatchAsync(1, token),
            await manager.BarrierAsync(2, token),
            await manager.ValueAsync(0, token),
            new(
                await manager.QueueAsync<int>(cancellationToken: token),
                await manager.QueueAsync<int>(cancellationToken: token),
                await manager.QueueAsync<int>(1, token),
                await manager.QueueAsync<int>(cancellationToken: token),
                await manager.StackAsync<int>(cancellationToken: token),
                await manager.StackAsync<int>(1, token),
                await manager.PriorityQueueAsync<int, int>(cancellationToken: token),
                await manager.PriorityQueueAsync<int, int>(1, token)));
        await Awaited.Items.Put.PutAsync(1, token);
        await Awaited.Items.Joined.PutAsync(1, token);
        await Awaited.Items.Pushed.PushAsync(1, token);
        await Awaited.Items.Enqueued.EnqueueAsync(1, 1, token);
        Mine.Add(await Awaited.Lock.AcquireAsync(token));
        Mine.Add(await Awaited.ReentrantLock.AcquireAsync(token));
        Mine.Add(await Awaited.Read.AcquireWriterAsync(token));
        Mine.Add(await Awaited.Written.AcquireReaderAsync(token));
        Mine.Add(await Awaited.Entered.AcquireAsync(token));
        Mine.Add(await Awaited.Semaphore.AcquireAsync(token));
        Walked = new(
            await manager.ListAsync(numbers, token),
            await manager.DictionaryAsync(numbers.Select(static number => KeyValuePair.Create(number, number)), token),
            await manager.SetAsync(numbers, token),
            await manager.CreateAsync<IWatched<string>>(token));
    }

    /// <summary>A session that is counted no longer has given up all it had, so nothing of this needs to wait.</summary>
    private async Task TakeAsync(CancellationToken token)
    {
        Next[nameof(Held.Lock)] = await Held.Lock.TryAcquireAsync(cancellationToken: token);
        Next[nameof(Held.ReentrantLock)] = await Held.ReentrantLock.TryAcquireAsync(cancellationToken: token);
        Next[nameof(Held.Read)] = await Held.Read.TryAcquireWriterAsync(cancellationToken: token);
        Next[nameof(Held.Written)] = await Held.Written.TryAcquireReaderAsync(cancellationToken: token);
        Next[nameof(Held.Condition)] = await ConditionLock.TryAcquireAsync(cancellationToken: token);
        Next[nameof(Held.Semaphore)] = await Held.Semaphore.TryAcquireAsync(2, cancellationToken: token);
        Next[nameof(Held.Queue)] = await Held.Queue.TryReceiveAsync(cancellationToken: token);
    }

    private async Task<ManagerStatistics> UntilAsync(Func<ManagerStatistics, bool> condition, CancellationToken token)
    {
        while (true)
        {
            var statistics = await manager.GetStatisticsAsync(token);
            if (condition(statistics))
            {
                return statistics;
            }
        }
    }
}
