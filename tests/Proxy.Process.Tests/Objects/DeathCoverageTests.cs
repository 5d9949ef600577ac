using System.Reflection;
using SharedObjects.Hosting;
using Xunit.v3;

namespace SharedObjects.Process.Tests.Objects;

/// <summary>Each kind a manager knows dies in each state that a process can be in with it: a new kind, or a new way of waiting, needs its death tests.</summary>
public sealed class DeathCoverageTests
{
    /// <summary>What is no kind of its own and can be held all the same: an object of whatever kind, and a stream.</summary>
    private static readonly Dictionary<Type, DeathState[]> Others = new()
    {
        [typeof(ISharedObject)] = [DeathState.Holding, DeathState.GrantedNotReceived, DeathState.StoppedPastTimeToLive],
        [typeof(IAsyncEnumerable<>)] = [DeathState.Holding, DeathState.Waiting, DeathState.StoppedPastTimeToLive],
    };

    [Fact]
    public void Each_kind_of_the_catalogue_dies_in_each_of_its_states()
    {
        var expected = Others.Concat(Kinds().Select(static kind => KeyValuePair.Create(kind.Kind, StatesOf(kind.Kind, kind.IsPart).ToArray())));
        var tested = typeof(DeathCoverageTests).Assembly.GetTypes()
            .SelectMany(static type => type.GetMethods())
            .Where(static method => method.GetCustomAttributes().Any(static attribute => attribute is IFactAttribute { Skip: null }))
            .SelectMany(static method => method.GetCustomAttributes<DeathAttribute>())
            .GroupBy(static death => death.Kind)
            .Select(static kind => KeyValuePair.Create(kind.Key, kind.SelectMany(static death => death.States).Distinct().Order().ToArray()));

        Assert.Equal(Lines(expected), Lines(tested));

        static IEnumerable<string> Lines(IEnumerable<KeyValuePair<Type, DeathState[]>> table) =>
            table.Select(static row => $"{row.Key.Name}: {string.Join(", ", row.Value)}").Order(StringComparer.Ordinal);
    }

    /// <summary>The contracts of the catalogue, and of the parts that their members hand out.</summary>
    private static IEnumerable<(Type Kind, bool IsPart)> Kinds()
    {
        var kinds = new Registrations(TimeProvider.System).Factories.Values.Select(static factory => Open(factory.Contract.Dispatcher.Interface)).ToHashSet();
        var parts = kinds.SelectMany(Calls)
            .Where(static call => call.ReturnType.IsGenericType && call.ReturnType.GetGenericTypeDefinition() == typeof(ValueTask<>))
            .Select(static call => Open(call.ReturnType.GetGenericArguments()[0]))
            .Where(static result => result.IsDefined(typeof(ManagedAttribute)))
            .ToHashSet();
        parts.ExceptWith(kinds);
        return [.. kinds.Select(static kind => (kind, false)), .. parts.Select(static part => (part, true))];

        static Type Open(Type type) => type.IsGenericType ? type.GetGenericTypeDefinition() : type;
    }

    /// <summary>What a session has of a kind tells how a process can die with it: leases or a part to hold, a timeout to wait for, a stream to walk.</summary>
    private static IEnumerable<DeathState> StatesOf(Type kind, bool isPart)
    {
        var holds = isPart || kind.IsAssignableTo(typeof(ILeasing));
        var waits = Calls(kind).Any(static call => call.GetParameters().Any(static parameter => parameter.ParameterType == typeof(TimeSpan)));
        var walks = Calls(kind).Any(static call => call.IsAbstract && call.ReturnType.IsGenericType && call.ReturnType.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>));
        if (holds)
        {
            yield return DeathState.Holding;
        }

        if (waits)
        {
            yield return DeathState.Waiting;
            yield return DeathState.GrantedNotReceived;
        }

        if (holds || waits || walks)
        {
            yield return DeathState.StoppedPastTimeToLive;
        }

        // What keeps something that is given to it, be it a number.
        if ((kind.IsGenericType && !isPart) || !(holds || waits))
        {
            yield return DeathState.Writing;
        }

        if (walks)
        {
            yield return DeathState.Iterating;
        }
    }

    private static IEnumerable<MethodInfo> Calls(Type kind) => kind.GetInterfaces().Append(kind).SelectMany(static contract => contract.GetMethods());
}
