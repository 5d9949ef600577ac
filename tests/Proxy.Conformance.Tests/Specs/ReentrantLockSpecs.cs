using SharedObjects.Objects.Locking;

namespace SharedObjects.Conformance.Tests.Specs;

/// <summary>The reentrant lock against a plain one that counts its entries. Mutants show that the checks can fail.</summary>
public sealed class ReentrantLockSpecs
{
    private const int Hang = 60_000;

    [Fact(Timeout = Hang)]
    public async Task A_reentrant_lock_is_had_in_turn()
    {
        await using var manager = SharedManager.StartInProcess();
        LockCrowd.Compare(() => manager.ReentrantLockAsync(TestContext.Current.CancellationToken).AsTask().GetAwaiter().GetResult());
    }

    [Fact(Timeout = Hang)]
    public async Task Parallel_owners_of_a_reentrant_lock_leave_as_often_as_they_entered()
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

    [Theory(Timeout = Hang)]
    [InlineData("release forgets depth")]
    [InlineData("anybody enters again")]
    public async Task A_reentrant_lock_that_is_had_otherwise_is_found_out_in_parallel(string flaw)
    {
        await using var manager = SharedManager.StartInProcess(manager => manager.Register(() => Mutant<ISharedReentrantLock>.Of(
            new ReentrantLockReferent(TimeProvider.System),
            (right, name, arguments) => Wrong(flaw, right, name, arguments))));
        await Found.SomethingAsync(async seed => LockCrowd.Violation(await CrowdAsync(manager, seed)));
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

    private static async Task<Operation[]> CrowdAsync(SharedManager manager, int seed, bool saves = false)
    {
        await using var mutex = await manager.ReentrantLockAsync(TestContext.Current.CancellationToken);
        return await LockCrowd.RunAsync(mutex, seed, static async (client, lease) =>
        {
            var answer = await client.TryAsync("reenter", lease, async shared =>
            {
                await shared.ReenterAsync(lease, TestContext.Current.CancellationToken);
                return true;
            });
            if (answer is true)
            {
                await LockCrowd.ReleaseAsync(client, lease);
            }
        }, saves ? manager : null);
    }
}
