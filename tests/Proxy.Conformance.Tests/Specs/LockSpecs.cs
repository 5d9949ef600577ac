using CsCheck;

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
    public async Task Owners_in_other_processes_never_overlap()
    {
        await using var manager = await SharedManager.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        Found.Nothing(Violation(await CrowdAsync(manager, seed: 1)));
    }

    [Theory(Timeout = Hang)]
    [InlineData(nameof(FlawedLock.Flaw.TokenNotBumped))]
    [InlineData(nameof(FlawedLock.Flaw.GrantsWithoutWaiting))]
    public async Task Owners_that_overlap_or_have_one_token_are_found_out(string flaw)
    {
        await using var manager = Flawed(flaw);
        await Found.SomethingAsync(async seed => Violation(await CrowdAsync(manager, seed)));
    }

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

    private static string? Violation(IEnumerable<Operation> history)
    {
        var (owner, token) = (0L, 0L);
        return History.Violation(history, 0, (_, operation) =>
        {
            if (operation.Name == "release")
            {
                var owned = owner == (long)operation.Argument!;
                owner = 0;
                return owned;
            }

            var (granted, lease, _, _) = ((bool, long, long, bool))operation.Answer!;
            if (owner != 0)
            {
                return (false, 0L, 0L, false);
            }

            owner = granted ? lease : owner;
            return (true, lease, ++token, false);
        });
    }

    /// <summary>Several clients acquire and release at random, some without waiting.</summary>
    private static async Task<Operation[]> CrowdAsync(SharedManager manager, int seed)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var mutex = await manager.LockAsync(cancellationToken);
        var clients = Enumerable.Range(0, 4).Select(_ => new Recorder<ISharedLock>(mutex)).ToArray();
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
                        await Task.Yield();
                        await client.CallAsync("release", grant.Lease, async shared =>
                        {
                            await shared.ReleaseLeaseAsync(grant.Lease, abandoned: false);
                            return true;
                        });
                    }
                }
            },
            cancellationToken)));
        return [.. clients.SelectMany(client => client.Operations)];
    }
}
