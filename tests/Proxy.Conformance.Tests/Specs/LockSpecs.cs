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

    [Theory(Timeout = Hang)]
    [InlineData(nameof(FlawedLock.Flaw.TokenNotBumped))]
    [InlineData(nameof(FlawedLock.Flaw.GrantsWithoutWaiting))]
    [InlineData(nameof(FlawedLock.Flaw.LatestFirst))]
    [InlineData(nameof(FlawedLock.Flaw.CancelledWaiterStays))]
    public async Task A_lock_that_is_had_otherwise_is_found_out(string flaw)
    {
        await using var manager = Flawed(flaw);
        Assert.ThrowsAny<Exception>(() => Compare(manager, patience: 50, iterations: 30));
    }

    [Fact(Timeout = Hang)]
    public async Task What_the_mutants_are_made_of_is_right()
    {
        await using var manager = Flawed(nameof(FlawedLock.Flaw.None));
        Compare(manager, iterations: 50);
        Found.Nothing(LockCrowd.Violation(await CrowdAsync(manager, seed: 1)));
    }

    [Fact(Timeout = Hang)]
    public async Task Parallel_owners_never_overlap_and_their_tokens_grow()
    {
        await using var manager = SharedManager.StartInProcess();
        for (var seed = 0; seed < 20; seed++)
        {
            Found.Nothing(LockCrowd.Violation(await CrowdAsync(manager, seed)));
        }
    }

    [Fact(Timeout = Hang)]
    public async Task What_is_saved_meanwhile_is_what_it_was_then()
    {
        await using var manager = SharedManager.StartInProcess();
        for (var seed = 0; seed < 10; seed++)
        {
            Found.Nothing(LockCrowd.Violation(await CrowdAsync(manager, seed, saves: true)));
        }
    }

    [Fact(Timeout = Hang)]
    public async Task Owners_in_other_processes_never_overlap()
    {
        await using var manager = await SharedManager.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        Found.Nothing(LockCrowd.Violation(await CrowdAsync(manager, seed: 1)));
    }

    [Theory(Timeout = Hang)]
    [InlineData(nameof(FlawedLock.Flaw.TokenNotBumped))]
    [InlineData(nameof(FlawedLock.Flaw.GrantsWithoutWaiting))]
    [InlineData(nameof(FlawedLock.Flaw.AnybodyReleases))]
    [InlineData(nameof(FlawedLock.Flaw.RefusesWhatItDoes))]
    public async Task Owners_that_overlap_or_have_one_token_are_found_out(string flaw)
    {
        await using var manager = Flawed(flaw);
        await Found.SomethingAsync(async seed => LockCrowd.Violation(await CrowdAsync(manager, seed)));
    }

    private static SharedManager Flawed(string flaw) =>
        SharedManager.StartInProcess(manager => manager.Register<ISharedLock>(() => new FlawedLock(Enum.Parse<FlawedLock.Flaw>(flaw))));

    private static void Compare(SharedManager manager, int patience = 5000, int iterations = 100) =>
        LockCrowd.Compare(() => manager.LockAsync(TestContext.Current.CancellationToken).AsTask().GetAwaiter().GetResult(), patience, iterations);

    private static async Task<Operation[]> CrowdAsync(SharedManager manager, int seed, bool saves = false)
    {
        await using var mutex = await manager.LockAsync(TestContext.Current.CancellationToken);
        return await LockCrowd.RunAsync(mutex, seed, static (_, _) => Task.CompletedTask, saves ? manager : null);
    }
}
