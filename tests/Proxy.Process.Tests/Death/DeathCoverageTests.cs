using System.Reflection;
using SharedObjects.Hosting;
using Xunit.v3;

namespace SharedObjects.Process.Tests.Death;

/// <summary>Each kind a manager knows dies in each state that a process can be in with it: a new kind, or a new way of waiting, needs its death tests.</summary>
public sealed class DeathCoverageTests
{
    /// <summary>What is no kind of its own and can be held all the same: an object of whatever kind, and a stream.</summary>
    private static readonly Dictionary<Type, DeathState[]> Others = new()
    {
        [typeof(ISharedObject)] = [DeathState.Holding, DeathState.Unreceived, DeathState.Silent],
        [typeof(IAsyncEnumerable<>)] = [DeathState.Holding, DeathState.Waiting, DeathState.Silent],
    };

    [Fact]
    public void Each_kind_of_the_catalogue_dies_in_each_of_its_states()
    {
        var expected = Others.Concat(Kinds().Select(static kind => KeyValuePair.Create(kind.Kind, StatesOf(kind.Kind, kind.IsPart).ToArray())));
        var scenes = new[] { DeathState.Holding, DeathState.Waiting, DeathState.Unreceived }
            .SelectMany(static state => Scenes.Of(state).SelectMany(scene => new[] { (Kind: Open(scene.Contract), state), (Kind: Open(scene.Contract), DeathState.Silent) }));
        var tests = typeof(DeathCoverageTests).Assembly.GetTypes()
            .SelectMany(static type => type.GetMethods())
            .Where(static method => method.GetCustomAttributes().Any(static attribute => attribute is IFactAttribute { Skip: null }))
            .SelectMany(static method => method.GetCustomAttributes<DeathAttribute>())
            .SelectMany(static death => death.States.Select(state => (death.Kind, state)));
        var tested = scenes.Concat(tests)
            .GroupBy(static death => death.Kind)
            .Select(static kind => KeyValuePair.Create(kind.Key, kind.Select(static death => death.Item2).Distinct().Order().ToArray()));

        Assert.Equal(Lines(expected), Lines(tested));

        static IEnumerable<string> Lines(IEnumerable<KeyValuePair<Type, DeathState[]>> table) =>
            table.Select(static row => $"{row.Key.Name}: {string.Join(", ", row.Value)}").Order(StringComparer.Ordinal);
    }

    /// <summary>The contracts of the catalogue, and of the parts that their members hand out.</summary>
    private static IEnumerable<(Type Kind, bool IsPart)> Kinds()
    {
        var kinds = new Registrations(TimeProvider.System).Factories.Values.Select(static factory => Open(factory.Contract.Dispatcher.Interface)).ToHashSet();
        var parts = kinds.SelectMany(PartsOf).ToHashSet();
        parts.ExceptWith(kinds);
        return [.. kinds.Select(static kind => (kind, false)), .. parts.Select(static part => (part, true))];
    }

    private static Type Open(Type type) => type.IsGenericType ? type.GetGenericTypeDefinition() : type;

    /// <summary>
    /// How a process can die with a kind: everybody holds a reference at least; where a member takes a timeout there is something to wait for; what keeps
    /// elements, or has neither leases nor waits, is written to; and a stream is walked along.
    /// </summary>
    private static IEnumerable<DeathState> StatesOf(Type kind, bool isPart)
    {
        var waits = Calls(kind).Concat(PartsOf(kind).SelectMany(Calls)).Any(static call => call.GetParameters().Any(static parameter => parameter.ParameterType == typeof(TimeSpan)));
        yield return DeathState.Holding;
        if (waits)
        {
            yield return DeathState.Waiting;
            yield return DeathState.Unreceived;
        }

        yield return DeathState.Silent;
        if ((kind.IsGenericType && !isPart) || !(kind.IsAssignableTo(typeof(ILeasing)) || waits))
        {
            yield return DeathState.Writing;
        }

        if (Calls(kind).Any(static call => call.IsAbstract && Open(call.ReturnType) == typeof(IAsyncEnumerable<>)))
        {
            yield return DeathState.Iterating;
        }
    }

    /// <summary>The shared objects that the members of a kind make.</summary>
    private static IEnumerable<Type> PartsOf(Type kind) => Calls(kind)
        .Where(static call => Open(call.ReturnType) == typeof(ValueTask<>))
        .Select(static call => Open(call.ReturnType.GetGenericArguments()[0]))
        .Where(static result => result.IsDefined(typeof(ManagedAttribute)));

    private static IEnumerable<MethodInfo> Calls(Type kind) => kind.GetInterfaces().Append(kind).SelectMany(static contract => contract.GetMethods());
}
