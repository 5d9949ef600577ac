using System.Text;
using Microsoft.CodeAnalysis;
using SharedObjects.Generator.Model;

namespace SharedObjects.Generator.Parsing;

/// <summary>
/// Names of what is generated. Two contracts never get the same, whatever they are called: a namespace is flattened to one segment, nesting and
/// arity are marked by a single underscore, and an underscore of the user's own is doubled.
/// </summary>
internal static class GeneratedIdentifiers
{
    private const string Root = "SharedObjects.Generated";

    /// <summary>Names that mean something else inside a proxy: a member of that name is implemented explicitly, anything else is renamed.</summary>
    public static readonly IReadOnlyCollection<string> OfManagedProxy =
    [
        "Call", "Invoke", "InvokeAsync", "Stream", "Handle", "Lost", "Dispose", "DisposeAsync",
        "Equals", "Finalize", "GetHashCode", "GetType", "MemberwiseClone", "ReferenceEquals", "ToString",
    ];

    /// <summary>The names of a dispatcher's parameters and members.</summary>
    public static readonly IReadOnlyCollection<string> OfDispatcher = ["referent", "call", "DispatchAsync", "Interface"];

    public static GeneratedNames Of(INamedTypeSymbol contract)
    {
        var space = contract.ContainingNamespace.IsGlobalNamespace ? "Global_" : Flatten(WireNames.OfNamespace(contract.ContainingNamespace));
        var stem = Stem(contract);
        var arity = TypeParameters.CountOf(contract);
        return new GeneratedNames(
            $"{Root}.{TypeNames.Escape(space)}",
            stem + "Proxy",
            stem + "Dispatcher",
            $"global::{Root}.Tables.{TableOf(contract.ContainingAssembly.Name)}",
            $"{space}_{stem}Contract{(arity > 0 ? $"_{arity}" : "")}");
    }

    public static string TableNamespace => Root + ".Tables";

    /// <summary>The name of an assembly's table class.</summary>
    public static string TableOf(string? assembly)
    {
        var name = new StringBuilder();
        foreach (var character in assembly ?? "")
        {
            name.Append(character == '.' ? "_" : character == '_' ? "__" : char.IsLetterOrDigit(character) ? character.ToString() : $"_{(int)character:X4}_");
        }

        return (name.Length > 0 && char.IsLetter(name[0]) ? "" : "_") + name + "Table";
    }

    /// <summary>The name itself, or with underscores behind it the first that is not taken; it is taken then.</summary>
    public static string Claim(string name, HashSet<string> taken)
    {
        while (!taken.Add(name))
        {
            name += "_";
        }

        return TypeNames.Escape(name);
    }

    /// <summary>Without the I of a conventional name; another name is marked, so that IQueue and Queue differ.</summary>
    private static string Stem(INamedTypeSymbol contract)
    {
        var name = contract.Name is ['I', var second, ..] && char.IsUpper(second) ? Double(contract.Name.Substring(1)) : Double(contract.Name) + "_";
        for (var outer = contract.ContainingType; outer is not null; outer = outer.ContainingType)
        {
            name = $"{Double(outer.Name)}_{(outer.Arity > 0 ? $"{outer.Arity}_" : "")}{name}";
        }

        return name;
    }

    private static string Flatten(string space) => Double(space).Replace('.', '_');

    private static string Double(string name) => name.Replace("_", "__");
}
