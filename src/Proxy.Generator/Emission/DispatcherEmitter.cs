using SharedObjects.Generator.Model;

namespace SharedObjects.Generator.Emission;

/// <summary>Prints the class a manager holds: one line for each member.</summary>
internal static class DispatcherEmitter
{
    private const string ValueTask = "global::System.Threading.Tasks.ValueTask";

    public static string Emit(ContractModel contract)
    {
        var writer = GeneratedFile.Begin()
            .Line($"namespace {contract.Names.Namespace}")
            .Open()
            .Attributes()
            .Line($"internal sealed class {contract.Names.Dispatcher}{contract.TypeParameters} : global::SharedObjects.Calls.Dispatcher<{contract.Interface}>{contract.Constraints}")
            .Open()
            .Fields(contract.Codecs)
            .Line($"protected override {ValueTask} DispatchAsync({contract.Interface} referent, global::SharedObjects.Calls.IncomingCall call)")
            .Open()
            .Line("switch (call.Member)")
            .Open();
        for (var number = 0; number < contract.Members.Count; number++)
        {
            writer.Line($"case {number}: {Statement(contract.Members[number])}");
        }

        return writer.Line("default: return call.NoSuchMember();").Close().Close().Close().Close().ToString();
    }

    private static string Statement(MemberModel member)
    {
        var referent = member.DeclaringInterface is { } declaring ? $"(({declaring})referent)" : "referent";
        var token = member.Result.Shape == ResultShape.Stream ? "call.StreamToken" : "call.CancellationToken";
        var arguments = member.IsProperty
            ? ""
            : $"{member.ErasedArguments}({string.Join(", ", member.Parameters.Select(p => p.Codec is { } codec ? $"call.Read({codec.Dispatcher})" : token))})";
        var value = $"{referent}.{member.Name}{arguments}";
        var result = member.Result.Codec is { } codec ? $"{value}, {codec.Dispatcher}" : value;
        return member.Result.Shape switch
        {
            ResultShape.Void => $"{value}; return call.Return();",
            ResultShape.Value => $"return call.Return({result});",
            ResultShape.Stream => $"return call.ReturnStream({result});",
            _ => $"return call.ReturnAsync({result});",
        };
    }
}
