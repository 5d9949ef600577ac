using SharedObjects.Generator.Model;

namespace SharedObjects.Generator.Emission;

/// <summary>Prints the class a client holds: one expression for each member.</summary>
internal static class ProxyEmitter
{
    public static string Emit(ContractModel contract)
    {
        var writer = GeneratedFile.Begin()
            .Line($"namespace {contract.Names.Namespace}")
            .Open()
            .Attributes()
            .Line($"internal sealed class {contract.Names.Proxy}{contract.TypeParameters}(global::SharedObjects.Calls.ObjectHandle handle)")
            .Indent()
            .Line($": global::SharedObjects.Calls.ManagedProxy(handle, {contract.Names.Table}.{contract.Names.TableField}),")
            .Line($"  {contract.Interface}{contract.Constraints}")
            .Unindent()
            .Open()
            .Fields(contract.Codecs);
        for (var number = 0; number < contract.Members.Count; number++)
        {
            var member = contract.Members[number];
            if (number > 0)
            {
                writer.Line();
            }

            if (member.IsProperty)
            {
                writer.Line($"{Signature(member)} => {Body(member, number)};");
            }
            else
            {
                writer.Line($"{Signature(member)} =>").Indent().Line($"{Body(member, number)};").Unindent();
            }
        }

        return writer.Close().Close().ToString();
    }

    private static string Signature(MemberModel member)
    {
        var name = member.DeclaringInterface is { } declaring ? $"{member.Result.Type} {declaring}.{member.Name}" : $"public {member.Result.Type} {member.Name}";
        return member.IsProperty
            ? name
            : $"{name}{member.TypeParameters}({string.Join(", ", member.Parameters.Select(static p => $"{p.Type} {p.Name}"))}){member.Constraints}";
    }

    private static string Body(MemberModel member, int number)
    {
        ParameterModel[] sent = [.. member.Parameters.Where(static p => p.Codec is not null)];
        var call = $"Call({number}){string.Concat(sent.Select(static p => Write(p, p.Name)))}";
        var token = member.Parameters.FirstOrDefault(static p => p.Codec is null)?.Name ?? "default";
        var arguments = member.Result.Codec is { } codec ? $"{call}, {codec.Proxy}, {token}" : $"{call}, {token}";
        return member.Result.Shape switch
        {
            ResultShape.Void or ResultShape.Value => $"Invoke({arguments})",
            ResultShape.Stream => $"Stream({number}, {Captured(sent)}{member.Result.Codec!.Proxy}, {token})",
            ResultShape.Task or ResultShape.TaskOfValue => $"InvokeAsync({arguments}).AsTask()",
            _ => $"InvokeAsync({arguments})",
        };
    }

    private static string Write(ParameterModel parameter, string value) => $".Write(\"{parameter.Label}\", {value}, {parameter.Codec!.Proxy})";

    /// <summary>The arguments as a value, and how to write it: they are sent later, and perhaps more than once.</summary>
    private static string Captured(ParameterModel[] sent) => sent switch
    {
        [] => "",
        [var one] => $"{one.Name}, static (call, it) => call{Write(one, "it")}, ",
        _ => $"({string.Join(", ", sent.Select(static p => p.Name))}), static (call, it) => call{string.Concat(sent.Select(static (p, i) => Write(p, $"it.Item{i + 1}")))}, ",
    };
}
