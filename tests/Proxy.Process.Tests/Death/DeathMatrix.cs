using SharedObjects.Hosting;

namespace SharedObjects.Process.Tests.Death;

// Killed with -9, or stopped past the session's time to live, in each state; one line each.
public sealed class KilledHolderTests(Stages.KilledHolder stage) : DeathTests<Stages.KilledHolder>(stage);

public sealed class KilledWaiterTests(Stages.KilledWaiter stage) : DeathTests<Stages.KilledWaiter>(stage);

public sealed class KilledBeforeReceiptTests(Stages.KilledBeforeReceipt stage) : DeathTests<Stages.KilledBeforeReceipt>(stage);

public sealed class SilentHolderTests(Stages.SilentHolder stage) : DeathTests<Stages.SilentHolder>(stage);

public sealed class SilentWaiterTests(Stages.SilentWaiter stage) : DeathTests<Stages.SilentWaiter>(stage);

public sealed class SilentBeforeReceiptTests(Stages.SilentBeforeReceipt stage) : DeathTests<Stages.SilentBeforeReceipt>(stage);

/// <summary>No kind of the catalogue is left out.</summary>
public sealed class DeathMatrixTests
{
    /// <summary>The kinds that nobody ever waits for.</summary>
    private static readonly string[] Passive = [.. new[] { typeof(ISharedCounter), typeof(ISharedArray<>), typeof(ISharedNamespace), typeof(ISharedList<>), typeof(ISharedDictionary<,>), typeof(ISharedSet<>) }.Select(NameOf)];

    [Theory]
    [InlineData(DeathState.Holding)]
    [InlineData(DeathState.Waiting)]
    [InlineData(DeathState.Unreceived)]
    public void Every_kind_dies_in_every_state_it_has(DeathState state)
    {
        var kinds = new Registrations(TimeProvider.System).Factories.Keys;
        Assert.Equal(
            kinds.Except(state == DeathState.Holding ? [] : Passive).Order(StringComparer.Ordinal),
            Scenes.Of(state).Select(static scene => NameOf(scene.Contract)).Distinct().Order(StringComparer.Ordinal));
    }

    private static string NameOf(Type contract) => (contract.IsGenericType ? contract.GetGenericTypeDefinition() : contract).FullName!;
}
