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
    public void An_object_with_a_name_has_nothing_to_be_made_from()
    {
        var error = Assert.Throws<EncodingException>(() => SharedManager.StartInProcess(builder => builder
            .RegisterFactory<IKeeper, int>(static _ => new KeeperReferent(static () => { }))
            .RegisterNamed<IKeeper>("keeper")));
        Assert.Contains("with a name", error.Message, StringComparison.Ordinal);
    }
}
