using CsCheck;
using SharedObjects.Objects.Locking;

namespace SharedObjects.Conformance.Tests.Specs;

/// <summary>The lock against a plain line: in sequence, and, by the operation numbers in its replies, in parallel. Mutants show that the checks can fail.</summary>
public sealed class LockSpecs
{
    private const int Hang = 60_000;

    [Fact(Timeout = Hang)]
    public async Task A_lock_is_had_in_turn()
    {
        await using var manager = SharedManager.StartInProcess();
        Compare(manager);
    }

    [Fact(Timeout = Hang)]
    public async Task A_reentrant_lock_is_had_in_turn()
    {
        await using var manager = SharedManager.StartInProcess();
        Compare(() => manager.ReentrantLockAsync(TestContext.Current.CancellationToken).AsTask().GetAwaiter().GetResult());
    }

    [Theory(Timeout = Hang)]
    [InlineData(nameof(FlawedLock.Flaw.TokenNotBumped))]
    [InlineData(nameof(FlawedLock.Flaw.GrantsWithoutWaiting))]
    [InlineData(nameof(FlawedLock.Flaw.LatestFirst))]
    [InlineData(nameof(FlawedLock.Flaw.CancelledWaiterStays))]
    public async Task A_lock_that_is_had_otherwise_is_found_out(string flaw)
    {
        await using var manager = Flawed(flaw);
        Assert.ThrowsAny<Exception>(() => Compare(manager, patience: 50));
    }

    [Fact(Timeout = Hang)]
    public async Task What_the_mutants_are_made_of_is_right()
    {
        await using var manager = Flawed(nameof(FlawedLock.Flaw.None));
        Compare(manager);
        Found.Nothing(Violation(await CrowdAsync(manager, seed: 1)));
    }

    [Fact(Timeout = Hang)]
    public async Task Parallel_owners_never_overlap_and_their_tokens_grow()
    {
        await using var manager = SharedManager.StartInProcess();
        for (var seed = 0; seed < 20; seed++)
        {
            Found.Nothing(Violation(await CrowdAsync(manager, seed)));
        }
    }

    [Fact(Timeout = Hang)]
    public async Task Parallel_owners_of_a_reentrant_lock_leave_as_often_as_they_entered()
    {
        await using var manager = SharedManager.StartInProcess();
        for (var seed = 0; seed < 20; seed++)
        {
            Found.Nothing(Violation(await ReentrantCrowdAsync(manager, seed)));
        }
    }

    [Theory(Timeout = Hang)]
    [InlineData("release forgets depth")]
    [InlineData("anybody enters again")]
    public async Task A_reentrant_lock_that_is_had_otherwise_is_found_out_in_parallel(string flaw)
    {
        await using var manager = SharedManager.StartInProcess(manager => manager.Register(() => Mutant<ISharedReentrantLock>.Of(
            new ReentrantLockReferent(TimeProvider.System),
            (right, name, arguments) => Wrong(flaw, right, name, arguments))));
        await Found.SomethingAsync(async seed => Violation(await ReentrantCrowdAsync(manager, seed)));
    }

    [Fact(Timeout = Hang)]
    public async Task Owners_in_other_processes_never_overlap()
    {
        await using var manager = await SharedManager.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        Found.Nothing(Violation(await CrowdAsync(manager, seed: 1)));
    }

    [Theory(Timeout = Hang)]
    [InlineData(nameof(FlawedLock.Flaw.TokenNotBumped))]
    [InlineData(nameof(FlawedLock.Flaw.GrantsWithoutWaiting))]
    [InlineData(nameof(FlawedLock.Flaw.AnybodyReleases))]
    [InlineData(nameof(FlawedLock.Flaw.RefusesWhatItDoes))]
    public async Task Owners_that_overlap_or_have_one_token_are_found_out(string flaw)
    {
        await using var manager = Flawed(flaw);
        await Found.SomethingAsync(async seed => Violation(await CrowdAsync(manager, seed)));
    }

#pragma warning disable CA2012 // The referent's calls complete at once.
    private static ValueTask? Wrong(string flaw, ISharedReentrantLock right, string name, object?[] arguments)
    {
        switch (flaw, name)
        {
            case ("release forgets depth", nameof(right.ReleaseLeaseAsync)):
                right.ReleaseLeaseAsync((long)arguments[0]!, abandoned: false);
                try
                {
                    while (true)
                    {
                        right.ReleaseLeaseAsync((long)arguments[0]!, abandoned: false);
                    }
                }
                catch (LeaseNotHeldException)
                {
                    return ValueTask.CompletedTask;
                }

            case ("anybody enters again", nameof(right.ReenterAsync)):
                try
                {
                    return right.ReenterAsync((long)arguments[0]!, default);
                }
                catch (LeaseNotHeldException)
                {
                    return ValueTask.CompletedTask;
                }

            default:
                return null;
        }
    }
#pragma warning restore CA2012

    private static SharedManager Flawed(string flaw) =>
        SharedManager.StartInProcess(manager => manager.Register<ISharedLock>(() => new FlawedLock(Enum.Parse<FlawedLock.Flaw>(flaw))));

    private static void Compare(SharedManager manager, int patience = 5000) =>
        Compare(() => manager.LockAsync(TestContext.Current.CancellationToken).AsTask().GetAwaiter().GetResult(), patience);

    private static void Compare(Func<ISharedLock> create, int patience = 5000) => LineSpecs.Compare(
        () =>
        {
            var mutex = create();
            return new Line((_, cancellationToken) => LineSpecs.Lease(mutex.AcquireAsync(cancellationToken)), _ => mutex.IsHeld ? 1 : 0, patience);
        },
        static () => new LineModel(static (held, _) => held.Count == 0, static (token, _) => token + 1),
        Gen.Const(0));

    private static string? Violation(IEnumerable<Operation> history) => History.Violation(history, static () => new LockModel(), static (model, operation) => model.Do(operation));

    private static async Task<Operation[]> CrowdAsync(SharedManager manager, int seed)
    {
        await using var mutex = await manager.LockAsync(TestContext.Current.CancellationToken);
        return await CrowdAsync(mutex, seed, static (_, _) => Task.CompletedTask);
    }

    private static async Task<Operation[]> ReentrantCrowdAsync(SharedManager manager, int seed)
    {
        await using var mutex = await manager.ReentrantLockAsync(TestContext.Current.CancellationToken);
        return await CrowdAsync(mutex, seed, static async (client, lease) =>
        {
            var answer = await client.TryAsync("reenter", lease, async shared =>
            {
                await shared.ReenterAsync(lease, TestContext.Current.CancellationToken);
                return true;
            });
            if (answer is true)
            {
                await ReleaseAsync(client, lease);
            }
        });
    }

    private static Task<object?> ReleaseAsync<T>(Recorder<T> client, long lease)
        where T : class, ISharedLock => client.TryAsync("release", lease, async shared =>
        {
            await shared.ReleaseLeaseAsync(lease, abandoned: false);
            return true;
        });

    /// <summary>
    /// Several clients acquire and release at random, some without waiting. Now and then one uses the lease that was granted last, which may be another's,
    /// or released already; all of them belong to one session, so the owner may find that it has lost it.
    /// </summary>
    private static async Task<Operation[]> CrowdAsync<T>(T mutex, int seed, Func<Recorder<T>, long, Task> reenterAsync)
        where T : class, ISharedLock
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var latest = 0L;
        var clients = Enumerable.Range(0, 4).Select(_ => new Recorder<T>(mutex)).ToArray();
        await Task.WhenAll(clients.Select((client, number) => Task.Run(
            async () =>
            {
                var random = new Random((seed * clients.Length) + number);
                for (var i = 0; i < 25; i++)
                {
                    var patience = random.Next(2) == 0 ? TimeSpan.Zero : Timeout.InfiniteTimeSpan;
                    var grant = await client.CallAsync("enter", null, shared => shared.EnterAsync(patience, cancellationToken).AsTask());
                    if (grant.Granted)
                    {
                        Volatile.Write(ref latest, grant.Lease);
                        await Task.Yield();
                        await reenterAsync(client, grant.Lease);
                        await ReleaseAsync(client, grant.Lease);
                    }

                    switch (random.Next(6))
                    {
                        case 0:
                            await ReleaseAsync(client, Volatile.Read(ref latest));
                            break;
                        case 1:
                            await reenterAsync(client, Volatile.Read(ref latest));
                            break;
                        default:
                            break;
                    }
                }
            },
            cancellationToken)));
        return [.. clients.SelectMany(client => client.Operations)];
    }
}
