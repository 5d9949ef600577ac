namespace SharedObjects.Process.Tests.Support;

/// <summary>
/// A real client process that reaches a state and then is stopped, continued or killed in it.
/// <para>
/// What it does is a static method of this assembly marked <c>[WorkerTarget]</c>. It is given proxies and, as its last argument, a queue of strings in
/// which it says how far it is; it usually ends with <see cref="ForEverAsync"/>:
/// <code>
/// [WorkerTarget]
/// public static async Task HoldAsync(ISharedLock held, ISharedQueue&lt;string&gt; report)
/// {
///     await using var lease = await held.AcquireAsync();
///     await report.PutAsync("holds");
///     await Victim.ForEverAsync();
/// }
/// </code>
/// The test starts it, waits for what it says, and then does its worst:
/// <code>
/// await using var victim = await Victim.StartAsync(manager, report => WorkerProcess.Start(Targets.HoldAsync, held, report));
/// await victim.SaysAsync("holds");
/// var next = held.AcquireAsync(Token);
/// victim.Kill();
/// Assert.True((await next).PreviousOwnerLost);
/// </code>
/// A state of waiting: begin the call, say so, then await it. One process's calls on one manager are begun in their order, so a call begun before the
/// report arrived is in its line when the report is there:
/// <code>
/// public static Task TakeAsync(ISharedQueue&lt;int&gt; queue, ISharedQueue&lt;string&gt; report) => Victim.WaitsAsync(queue.GetAsync(), report);
/// </code>
/// Between grant and receipt: <see cref="Stop"/> it while it waits, let the object serve it (put the item, release the lock), then <see cref="Kill"/> it.
/// </para>
/// <para>
/// Silence: give the manager under test a short <c>SessionTimeToLive</c>, <see cref="Stop"/> the victim, wait for the event that
/// the end of its session brings about (the next holder, the item that comes back), then <see cref="Continue"/> it. Its session is over then, so
/// what it says afterwards needs a session that is not: keep the reports in another manager, with the usual time to live,
/// <c>Victim.StartAsync(reports, …)</c> with <c>await using var reports = await SharedManager.StartAsync()</c>.
/// </para>
/// Disposing makes sure that it is gone, stopped or not.
/// </summary>
internal sealed class Victim : IAsyncDisposable
{
    private readonly WorkerProcess worker;
    private readonly ISharedQueue<string> report;

    private Victim(WorkerProcess worker, ISharedQueue<string> report)
    {
        this.worker = worker;
        this.report = report;
    }

    public int Id => worker.Id;

    /// <param name="reports">Where the queue of its reports lives: the manager under test, unless it reports after its session there has ended.</param>
    /// <param name="start">Starts it with that queue.</param>
    public static async Task<Victim> StartAsync(SharedManager reports, Func<ISharedQueue<string>, WorkerProcess> start)
    {
        var report = await reports.QueueAsync<string>(cancellationToken: TestContext.Current.CancellationToken);
        return new Victim(start(report), report);
    }

    /// <summary>A victim's method that waits: says so, then what it got.</summary>
    public static Task WaitsAsync(ValueTask wait, ISharedQueue<string> report)
    {
        return WaitsAsync(ServedAsync(), report);

        async ValueTask<string> ServedAsync()
        {
            await wait;
            return "served";
        }
    }

    /// <inheritdoc cref="WaitsAsync(ValueTask, ISharedQueue{string})"/>
    public static async Task WaitsAsync<T>(ValueTask<T> wait, ISharedQueue<string> report)
    {
        await report.PutAsync("waits");
        var served = await wait;
        await report.PutAsync($"{served}");
        await ForEverAsync();
        GC.KeepAlive(served);
    }

    /// <summary>For the end of a victim's method: it stays as it is until it is killed.</summary>
    public static Task ForEverAsync() => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, CancellationToken.None);

    /// <summary>What it says next. Fails with how it ended if it ends instead.</summary>
    public async Task<string> NextAsync()
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var next = report.GetAsync(ended.Token).AsTask();
        var exit = worker.WaitForExitAsync(TestContext.Current.CancellationToken);
        if (await Task.WhenAny(next, exit) == next)
        {
            return await next;
        }

        try
        {
            // A get that has been served returns what it got, cancelled or not.
            await ended.CancelAsync();
            return await next;
        }
        catch (OperationCanceledException) when (exit.IsCompletedSuccessfully)
        {
            throw new InvalidOperationException($"The victim ended with {await exit} and said nothing more.", worker.UnhandledException);
        }
    }

    /// <summary>Waits until it says that, and nothing else before.</summary>
    public async Task SaysAsync(string expected) => Assert.Equal(expected, await NextAsync());

    /// <summary>SIGKILL. It may be a moment until the manager sees the end: wait for what it brings about.</summary>
    public void Kill() => worker.Kill();

    /// <summary>SIGSTOP; returns when none of its threads runs any more.</summary>
    public void Stop()
    {
        ProcFs.Signal(Id, "STOP");
        SpinWait.SpinUntil(() => ProcFs.IsStopped(Id));
    }

    /// <summary>SIGCONT.</summary>
    public void Continue() => ProcFs.Signal(Id, "CONT");

    /// <summary>Waits for its end and gives its exit code; one that failed fails here with its own error.</summary>
    public async Task<int> WaitForExitAsync()
    {
        var code = await worker.WaitForExitAsync(TestContext.Current.CancellationToken);
        return worker.UnhandledException is { } failure ? throw failure : code;
    }

    public async ValueTask DisposeAsync()
    {
        worker.Kill();
        await worker.WaitForExitAsync();
        await report.DisposeAsync();
    }
}
