using SharedObjects.Conformance.Tests.Backends;
using SharedObjects.Conformance.Tests.Elements;

namespace SharedObjects.Conformance.Tests.Suites;

/// <content>What a value may be: numbers, and what refers to shared objects.</content>
public abstract partial class ValueSuite
{
    [Fact(Timeout = Hang)]
    public Task Numbers_of_every_kind_are_added_to() => backend.RunAsync(async () =>
    {
        await AddsAsync<sbyte>(-100, 50, -50, sbyte.MinValue, -1);
        await AddsAsync<byte>(100, 100, 200, byte.MaxValue, 1);
        await AddsAsync<short>(-100, 300, 200, short.MaxValue, 1);
        await AddsAsync<ushort>(40000, 20000, 60000, ushort.MaxValue, 1);
        await AddsAsync(-100, 70000, 69900, int.MaxValue, 1);
        await AddsAsync(-1, 1, 0, int.MinValue, -1);
        await AddsAsync(3_000_000_000, 1_000_000_000u, 4_000_000_000, uint.MaxValue, 1u);
        await AddsAsync(-5_000_000_000, 1, -4_999_999_999, long.MinValue, -1);
        await AddsAsync<ulong>(10_000_000_000_000_000_000, 5_000_000_000_000_000_000, 15_000_000_000_000_000_000, ulong.MaxValue, 1UL);
        await AddsAsync(1.10m, 2.205m, 3.305m, decimal.MaxValue, 1m);
        await AddsAsync(-1.5m, 1.5m, 0.0m, decimal.MinValue, -1m);
    });

    [Fact(Timeout = Hang)]
    public Task Floats_are_added_as_floats_are() => backend.RunAsync(async () =>
    {
        await AddsAsync(0.1f, 0.2f, 0.1f + 0.2f);
        await AddsAsync(0.1, 0.2, 0.1 + 0.2);
        await AddsAsync(double.MaxValue, double.MaxValue, double.PositiveInfinity);
        await AddsAsync(float.MaxValue, float.MaxValue, float.PositiveInfinity);
        await AddsAsync(1e20, 1.0, 1e20);
        Assert.True(double.IsNaN(await (await ValueAsync(double.PositiveInfinity)).AddAsync(double.NegativeInfinity, Token)));
    });

    [Fact(Timeout = Hang)]
    public Task What_is_no_number_cannot_be_added_to() => backend.RunAsync(async () =>
    {
        var text = await ValueAsync("a");
        await Assert.ThrowsAsync<NotSupportedException>(async () => await text.AddAsync("b", Token));
        await Assert.ThrowsAsync<NotSupportedException>(async () => await (await ValueAsync('a')).AddAsync('b', Token));
        await Assert.ThrowsAsync<NotSupportedException>(async () => await (await ValueAsync<int?>(1)).AddAsync(1, Token));
        await Assert.ThrowsAsync<NotSupportedException>(async () => await (await ValueAsync<nint>(1)).AddAsync(1, Token));
        Assert.Equal("a", await text.GetAsync(Token));
        Assert.Equal(0, (await text.GetWithVersionAsync(Token)).Version);
    });

    [Fact(Timeout = Hang)]
    public Task Who_says_the_wrong_kind_is_refused_and_changes_nothing() => backend.RunAsync(async () =>
    {
        backend.Require(Ability.Encodes);
        var text = await ValueAsync("a");
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await text.AddNumberAsync("b", 5, Token));
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await text.AddNumberAsync("b", 11, Token));
        await Assert.ThrowsAsync<NotSupportedException>(async () => await text.AddNumberAsync("b", 12, Token));
        Assert.Equal(("a", 0L), await text.GetWithVersionAsync(Token));
        var number = await ValueAsync(300);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await number.AddNumberAsync(1, 2, Token));
        Assert.Equal((300, 0L), await number.GetWithVersionAsync(Token));
    });

    [Fact(Timeout = Hang)]
    public Task What_was_never_set_is_zero_to_whoever_adds() => backend.RunAsync(async () =>
    {
        backend.Require(Ability.Encodes);
        var number = await backend.Manager.CreateAsync<ISharedValue<int>>(Token);
        Assert.Equal(0, await number.GetAsync(Token));
        Assert.Equal(4, await number.AddAsync(4, Token));
        Assert.Equal((true, 4), await number.CompareExchangeAsync(5, 4, Token));
        Assert.Equal(2.50m, await (await backend.Manager.CreateAsync<ISharedValue<decimal>>(Token)).AddAsync(2.50m, Token));
    });

    [Fact(Timeout = Hang)]
    public Task What_was_never_set_equals_the_default_and_nothing_else() => backend.RunAsync(async () =>
    {
        backend.Require(Ability.Encodes);
        var number = await backend.Manager.CreateAsync<ISharedValue<int>>(Token);
        Assert.Equal((false, 0), await number.CompareExchangeAsync(5, 1, Token));
        Assert.Equal((true, 0), await number.CompareExchangeAsync(5, 0, Token));
        Assert.Equal((false, 5), await number.CompareExchangeAsync(6, 0, Token));
        var text = await backend.Manager.CreateAsync<ISharedValue<string?>>(Token);
        Assert.Equal((false, null), await text.CompareExchangeAsync("a", "", Token));
        Assert.Equal((true, null), await text.CompareExchangeAsync("a", null, Token));
    });

    [Fact(Timeout = Hang)]
    public Task It_is_made_from_its_first_value_only() => backend.RunAsync(async () =>
    {
        backend.Require(Ability.Encodes);
        await Assert.ThrowsAsync<EncodingException>(async () => await backend.Manager.CreateAsync<ISharedValue<int>, int>(5, Token));
        await Assert.ThrowsAsync<EncodingException>(async () => await backend.Manager.CreateAsync<ISharedArray<int>>(Token));
        await Assert.ThrowsAsync<EncodingException>(async () => await ValueAsync(new Broken()));
    });

    [Fact(Timeout = Hang)]
    public Task It_may_refer_to_shared_objects_from_the_beginning() => backend.RunAsync(async () =>
    {
        backend.Require(Ability.HasProxies);
        var mutex = await backend.Manager.LockAsync(Token);
        var queue = await backend.QueueAsync<int>();
        var single = await ValueAsync(mutex);
        var pair = await ValueAsync((1, queue));
        Assert.Equal(mutex, await single.GetAsync(Token));
        await mutex.DisposeAsync();
        await using (var lease = await (await single.GetAsync(Token)).AcquireAsync(Token))
        {
            Assert.True(lease.IsHeld);
        }

        var (number, inside) = await pair.GetAsync(Token);
        await inside.PutAsync(7, Token);
        Assert.Equal((1, 7), (number, await queue.GetAsync(Token)));

        // The same number with another queue is another value.
        var other = await backend.QueueAsync<int>();
        Assert.False((await pair.CompareExchangeAsync((2, other), (1, other), Token)).Exchanged);
        Assert.True((await pair.CompareExchangeAsync((2, other), (1, queue), Token)).Exchanged);
    });

    private async Task AddsAsync<T>(T initial, T amount, T sum)
    {
        var value = await ValueAsync(initial);
        Assert.Equal(sum, await value.AddAsync(amount, Token));
        Assert.Equal(sum, await value.GetAsync(Token));

        // The manager encodes as clients do, or this would not be equal.
        Assert.True((await value.CompareExchangeAsync(initial, sum, Token)).Exchanged);
    }

    private async Task AddsAsync<T>(T initial, T amount, T sum, T extreme, T tooMuch)
    {
        await AddsAsync(initial, amount, sum);
        var value = await ValueAsync(extreme);
        await Assert.ThrowsAsync<OverflowException>(async () => await value.AddAsync(tooMuch, Token));
        Assert.Equal((extreme, 0L), await value.GetWithVersionAsync(Token));
    }
}
