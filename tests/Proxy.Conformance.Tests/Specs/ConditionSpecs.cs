namespace SharedObjects.Conformance.Tests.Specs;

/// <summary>
/// Many wait for and notify one condition in parallel, all through the condition itself, so that one count numbers it all: grants, releases, notifications, and
/// of a wait the moment it was woken. What is not numbered is when a wait begins and when its lock is had again; the fencing tokens say that, because
/// all of it happens under the lock. So each notification can be checked to have woken exactly those it should. Mutants show that the checks can fail.
/// </summary>
public sealed class ConditionSpecs
{
    private const int Hang = 60_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Hang)]
    public async Task Each_notification_wakes_those_who_have_waited_longest_and_no_others()
    {
        await using var manager = SharedManager.StartInProcess();
        for (var seed = 0; seed < 20; seed++)
        {
            Found.Nothing(await CrowdAsync(manager, seed));
        }
    }

    [Fact(Timeout = Hang)]
    public async Task What_is_saved_meanwhile_is_what_it_was_then()
    {
        await using var manager = SharedManager.StartInProcess();
        for (var seed = 0; seed < 10; seed++)
        {
            Found.Nothing(await CrowdAsync(manager, seed, saves: true));
        }
    }

    [Fact(Timeout = Hang)]
    public async Task Over_a_connection_too()
    {
        await using var manager = await SharedManager.StartAsync(cancellationToken: Token);
        Found.Nothing(await CrowdAsync(manager, seed: 1));
    }

    [Theory(Timeout = Hang)]
    [InlineData(nameof(FlawedCondition.Flaw.LosesAWake))]
    [InlineData(nameof(FlawedCondition.Flaw.LosesOneWake))]
    [InlineData(nameof(FlawedCondition.Flaw.WakesOneLate))]
    [InlineData(nameof(FlawedCondition.Flaw.WakesAll))]
    [InlineData(nameof(FlawedCondition.Flaw.ComesBackWithItsOldToken))]
    [InlineData(nameof(FlawedCondition.Flaw.AnybodyNotifies))]
    [InlineData(nameof(FlawedCondition.Flaw.RefusesWhatItDoes))]
    public async Task A_condition_that_wakes_otherwise_is_found_out(string flaw)
    {
        await using var manager = SharedManager.StartInProcess(manager => manager.Register<ISharedCondition>(() => new FlawedCondition(Enum.Parse<FlawedCondition.Flaw>(flaw))));
        await Found.SomethingAsync(seed => CrowdAsync(manager, seed));
    }

    /// <summary>Several clients wait and notify at random; one notifies as long as somebody waits. What is wrong with their answers.</summary>
    private static async Task<string?> CrowdAsync(SharedManager manager, int seed, bool saves = false)
    {
        await using var condition = await manager.ConditionAsync(cancellationToken: Token);
        var clients = Enumerable.Range(0, 6).Select(_ => new ConditionClient(condition)).ToArray();
        var waiting = clients[1..].Select((client, number) => Task.Run(
            async () =>
            {
                var random = new Random((seed * clients.Length) + number);
                for (var i = 0; i < 12; i++)
                {
                    await client.EnterAsync();
                    switch (random.Next(8))
                    {
                        case 0 or 1:
                            await client.NotifyAsync(random.Next(4));
                            break;
                        case 2:
                            await client.NotifyAsync(random.Next(1, 3));
                            await client.WaitAsync();
                            break;
                        default:
                            await client.WaitAsync();
                            break;
                    }

                    await client.ReleaseAsync();

                    // What was released is not held any more, whatever it is tried for.
                    await (random.Next(6) switch { 0 => client.NotifyAsync(1), 1 => client.WaitAsync(), 2 => client.ReleaseAsync(), _ => Task.CompletedTask });
                }
            },
            Token)).ToArray();
        var all = Task.WhenAll(waiting);
        var saving = saves ? Saving.WhileAsync(manager, condition, all, TokenOfAsync) : Task.FromResult<Operation[]>([]);
        while (!all.IsCompleted)
        {
            await clients[0].EnterAsync();
            if (condition.WaiterCount >= waiting.Count(static client => !client.IsCompleted))
            {
                await clients[0].NotifyAsync(int.MaxValue);
            }

            await clients[0].ReleaseAsync();
        }

        await all;
        var history = clients.SelectMany(static client => client.Operations).ToArray();
        return ConditionModel.Violation(history) ?? ConditionModel.Violation(history, await saving);

        // Whoever has it, or waits, is lost to the restored one.
        static async Task<object?> TokenOfAsync(ISharedCondition copy)
        {
            var (_, lease, token, _) = await copy.EnterAsync(CancellationToken.None);
            Assert.Equal(0, copy.WaiterCount);
            await copy.ReleaseLeaseAsync(lease, abandoned: false);
            return token - 1;
        }
    }
}
