using SharedObjects.Runtime.Tests.Support;

namespace SharedObjects.Runtime.Tests.Hosting;

/// <summary>What an object is made from.</summary>
public sealed class FactoryTests
{
    private const int Hang = 60_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Hang)]
    public async Task A_factory_that_needs_a_value_is_not_called_without_one()
    {
        var calls = 0;
        await using var manager = SharedManager.StartInProcess(builder => builder.RegisterFactory<IKeeper, int>(_ =>
        {
            calls++;
            return new KeeperReferent(static () => { });
        }));

        var nothing = await Assert.ThrowsAsync<EncodingException>(() => manager.CreateAsync<IKeeper>(Token).AsTask());
        Assert.Contains("nothing was given: CreateAsync<IKeeper, Int32>(…)", nothing.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<EncodingException>(() => manager.CreateAsync<IKeeper, int?>(null, Token).AsTask());
        Assert.Equal(0, calls);

        await manager.CreateAsync<IKeeper, int>(0, Token);
        Assert.Equal(1, calls);
    }

    [Fact(Timeout = Hang)]
    public async Task A_factory_that_may_do_without_is_called_without()
    {
        var given = new List<object?>();
        await using var manager = SharedManager.StartInProcess(builder => builder
            .RegisterFactory<IKeeper, int?>(number =>
            {
                given.Add(number);
                return new KeeperReferent(static () => { });
            })
            .RegisterFactory<INode, string?>(text =>
            {
                given.Add(text);
                return new Node();
            }));

        await manager.CreateAsync<IKeeper>(Token);
        await manager.CreateAsync<INode>(Token);
        Assert.Null((await manager.CreateAsync<ISharedQueue<int>>(Token)).Capacity);
        Assert.Null((await manager.QueueAsync<int>(cancellationToken: Token)).Capacity);
        Assert.Equal(2, (await manager.QueueAsync<int>(2, Token)).Capacity);
        Assert.Equal([null, null], given);
    }

    [Fact(Timeout = Hang)]
    public void An_object_with_a_name_and_no_way_to_make_it_is_made_from_nothing()
    {
        var error = Assert.Throws<EncodingException>(() => SharedManager.StartInProcess(builder => builder
            .RegisterFactory<IKeeper, int>(static _ => new KeeperReferent(static () => { }))
            .RegisterNamed<IKeeper>("keeper")));
        Assert.Contains("With a name: RegisterNamed(name, manager => …)", error.Message, StringComparison.Ordinal);
        error = Assert.Throws<EncodingException>(() => SharedManager.StartInProcess(static builder => builder.RegisterNamed<ISharedArray<int>>("grid")));
        Assert.Contains("RegisterNamed(name, manager => …)", error.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = Hang)]
    public async Task An_object_with_a_name_is_made_and_filled_as_any_client_would()
    {
        await using var manager = SharedManager.StartInProcess(static builder => builder
            .RegisterNamed("total", static manager => manager.ValueAsync(5))
            .RegisterNamed("jobs", static manager => manager.QueueAsync<string>(capacity: 2))
            .RegisterNamed("grid", static manager => manager.ArrayAsync([1, 2, 3]))
            .RegisterNamed("all", static async manager =>
            {
                var all = await manager.ListAsync<ISharedValue<int>>();
                await all.AddAsync(await manager.OpenAsync<ISharedValue<int>>("total"));
                return all;
            }));

        var total = await manager.OpenAsync<ISharedValue<int>>("total", Token);
        Assert.Equal((true, 5), await total.CompareExchangeAsync(6, 5, Token));
        Assert.Equal(2, (await manager.OpenAsync<ISharedQueue<string>>("jobs", Token)).Capacity);
        int[] grid = await (await manager.OpenAsync<ISharedArray<int>>("grid", Token)).ToArrayAsync(Token);
        Assert.Equal([1, 2, 3], grid);
        var first = await (await manager.OpenAsync<ISharedList<ISharedValue<int>>>("all", Token)).GetAsync(0, Token);
        Assert.Equal(6, await first.GetAsync(Token));
        Assert.Equal(total, first);
        Assert.Equal(1, (await manager.GetStatisticsAsync(Token)).Sessions);
        await Assert.ThrowsAsync<ContractMismatchException>(async () => await manager.OpenAsync<ISharedValue<long>>("total", Token));
    }

    [Fact(Timeout = Hang)]
    public void What_fails_to_be_made_for_a_name_is_the_starters_error()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() =>
            SharedManager.StartInProcess(static builder => builder.RegisterNamed("gate", static manager => manager.SemaphoreAsync(-1))));
        Assert.Contains("-1", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => SharedManager.StartInProcess(static builder => builder
            .RegisterNamed<ISharedLock>("same").RegisterNamed("same", static manager => manager.LockAsync())));
        Assert.Throws<ArgumentException>(() => SharedManager.StartInProcess(static builder => builder.RegisterNamed<ISharedLock>("")));
    }

    [Fact(Timeout = Hang)]
    public async Task What_lives_in_another_manager_gets_no_name_in_this()
    {
        await using var other = SharedManager.StartInProcess();
        var foreign = await other.LockAsync(Token);
        Assert.Throws<NotManagedException>(() => SharedManager.StartInProcess(builder => builder.RegisterNamed("lock", _ => ValueTask.FromResult(foreign))));
    }
}
