using SharedObjects.Generator.Model;

namespace SharedObjects.Generator.Emission;

/// <summary>Prints the one class that says what an assembly brings.</summary>
internal static class TableEmitter
{
    private const string Calls = "global::SharedObjects.Calls.";
    private const string List = "global::System.Collections.Generic.IReadOnlyList";

    public static string Emit(TableModel table)
    {
        // Public, so that other assemblies' tables can name it, but no part of the API that an assembly may keep a list of.
        var writer = GeneratedFile.Begin("RS0016")
            .Line($"[assembly: {Calls}ContractTableAttribute(typeof(global::{table.Namespace}.{table.Name}))]")
            .Line()
            .Line($"namespace {table.Namespace}")
            .Open()
            .Line("/// <summary>What this assembly shares with other processes. Found by the assembly's attribute; not for use by hand.</summary>")
            .Attributes()
            .Line($"public sealed class {table.Name} : {Calls}ContractTable")
            .Open();
        foreach (var contract in table.Contracts)
        {
            Field(writer, contract);
        }

        if (table.Startups.Count > 0)
        {
            // A static member of an interface, however it is implemented, can be called through a type parameter only.
            writer.Line("private static void Configure<TStartup>(global::SharedObjects.ManagerBuilder manager)")
                .Indent().Line("where TStartup : global::SharedObjects.IManagerStartup => TStartup.Configure(manager);").Unindent()
                .Line();
        }

        Properties(
            writer,
            ("Contract", "Contracts", table.Contracts.Select(static c => c.Names.TableField)),
            ("WorkerTarget", "WorkerTargets", table.WorkerTargets.Select(Target)),
            ("ManagerStartup", "Startups", table.Startups.Select(static s => $"new {Calls}ManagerStartup(\"{s.Name}\", Configure<{s.Type}>)")),
            ("ContractTable", "References", table.References.Select(static r => $"new {r}()")));
        return writer.Close().Close().ToString();
    }

    private static void Field(SourceWriter writer, ContractModel contract)
    {
        var names = contract.Names;
        writer.Line($"internal static readonly {Calls}Contract {names.TableField} = new()")
            .Open()
            .Line($"Interface = typeof({contract.InterfaceDefinition}),")
            .Line($"Name = \"{contract.Name}\",")
            .Line($"Fingerprint = 0x{contract.Fingerprint:X16},")
            .Line("Members = new string[]")
            .Open();
        foreach (var member in contract.Members)
        {
            writer.Line($"\"{member.WireName}\",");
        }

        writer.Close("},")
            .Line($"Turns = global::SharedObjects.TurnMode.{contract.Turns},")
            .Line($"Inline = {(contract.IsInline ? "true" : "false")},")
            .Line($"Dispatcher = new global::{names.Namespace}.{names.Dispatcher}{contract.ErasedArguments}(),")
            .Line(contract.TypeParameters.Length > 0
                ? $"ProxyDefinition = typeof(global::{names.Namespace}.{names.Proxy}{contract.OpenArguments}),"
                : $"Proxy = static handle => new global::{names.Namespace}.{names.Proxy}(handle),")
            .Close("};")
            .Line();
    }

    private static void Properties(SourceWriter writer, params (string Type, string Name, IEnumerable<string> Items)[] properties)
    {
        var separate = false;
        foreach (var (type, name, items) in properties.Where(static p => p.Items.Any()))
        {
            if (separate)
            {
                writer.Line();
            }

            writer.Line("/// <inheritdoc/>").Line($"public override {List}<{Calls}{type}> {name} {{ get; }} = new {Calls}{type}[]").Open();
            foreach (var item in items)
            {
                writer.Line(item + ",");
            }

            writer.Close("};");
            separate = true;
        }
    }

    private static string Target(WorkerTargetModel target)
    {
        IEnumerable<string> arguments = target.Codecs.Select(static codec => $"arguments.Read({codec})");
        var call = $"{target.Method}({string.Join(", ", target.TakesToken ? arguments.Append("cancellationToken") : arguments)})";
        var run = target.Shape switch
        {
            ResultShape.Void => $"(arguments, cancellationToken) => {{ {call}; return new(0); }}",
            ResultShape.Value => $"(arguments, cancellationToken) => new({call})",
            ResultShape.TaskOfValue or ResultShape.ValueTaskOfValue => $"async (arguments, cancellationToken) => await {call}.ConfigureAwait(false)",
            _ => $"async (arguments, cancellationToken) => {{ await {call}.ConfigureAwait(false); return 0; }}",
        };
        return $"new {Calls}WorkerTarget(\"{target.Name}\", static {run})";
    }
}
