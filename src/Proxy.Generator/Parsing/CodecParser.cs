using Microsoft.CodeAnalysis;
using SharedObjects.Generator.Model;

namespace SharedObjects.Generator.Parsing;

/// <summary>
/// Writes the codec of each type a contract mentions, and keeps each distinct one as a field: composed where <see cref="Composition"/> applies, on both
/// sides of the wire; everything else is a plain value and left to the runtime. Types come here only after <see cref="TypeRules"/> has let them pass.
/// </summary>
internal sealed class CodecParser(TypeNames proxy, TypeNames dispatcher, HashSet<string> taken)
{
    private const string Codec = "global::SharedObjects.Calls.Codec";

    private readonly List<CodecField> fields = [];
    private readonly Dictionary<string, string> fieldByType = [];

    public EquatableArray<CodecField> Fields => fields.ToEquatableArray();

    public CodecModel Parse(ITypeSymbol type) => new(Reference(type, proxy), Reference(type, dispatcher));

    /// <summary>The codec of a worker's argument as one expression. What sends it knows the type only, so nothing is composed that the runtime does not write the same way.</summary>
    public static string Inline(ITypeSymbol type) =>
        Composition.Of(type) is { Always: true } ? OnOneLine(Compose(type, TypeNames.Plain, Inline)) : $"{Codec}.Value<{TypeNames.Plain.OfBare(type)}>()";

    private static string Compose(ITypeSymbol type, TypeNames names, Func<ITypeSymbol, string> part)
    {
        if (type is ITypeParameterSymbol)
        {
            return $"{Codec}.Element<{names.OfBare(type)}>()";
        }

        if (!Composition.Applies(type) || Composition.Of(type) is not { } composition)
        {
            return $"{Codec}.Value<{names.OfBare(type)}>()";
        }

        return composition switch
        {
            { Shape: { } shape } => Object(type, shape, names, part),
            { Factory: "Tuple", Parts.Count: > Composition.SmallTuple } => LargeTuple(type, composition.Parts, names, part),

            // Collection alone cannot infer what it makes.
            { Factory: "Collection" } => $"{Codec}.Collection<{names.OfBare(type)}, {names.OfBare(composition.Parts[0])}>({part(composition.Parts[0])})",
            _ => $"{Codec}.{composition.Factory}({string.Join(", ", composition.Parts.Select(part))})",
        };
    }

    private static string LargeTuple(ITypeSymbol type, IReadOnlyList<ITypeSymbol> items, TypeNames names, Func<ITypeSymbol, string> part)
    {
        var tuple = names.OfBare(type);
        return Lines($"{Codec}.Tuple<{tuple}>(", items.Select((item, i) => $"{Codec}.Item({part(item)}, static (ref {tuple} tuple) => ref tuple.Item{i + 1})"));
    }

    private static string Object(ITypeSymbol type, ObjectShape shape, TypeNames names, Func<ITypeSymbol, string> part)
    {
        var types = shape.Parts.Select(ObjectShape.TypeOf).ToArray();
        var tuple = $"global::System.ValueTuple<{names.OfBare(types[0])}>";
        var parts = types.Length == 1 ? tuple : $"({string.Join(", ", types.Select(names.OfBare))})";
        var values = string.Join(", ", shape.Parts.Select(static p => "it." + TypeNames.Escape(p.Name)));
        var initializer = string.Join(", ", shape.Initialized.Select(i => $"{TypeNames.Escape(shape.Parts[i].Name)} = parts.Item{i + 1}"));
        return Lines(
            $"{Codec}.Object<{names.OfBare(type)}, {parts}>(",
            [
                $"static it => {(types.Length == 1 ? $"new({values})" : $"({values})")}",
                $"static parts => new({string.Join(", ", shape.Arguments.Select(static i => $"parts.Item{i + 1}"))}){(initializer.Length > 0 ? $" {{ {initializer} }}" : "")}",
                .. shape.Parts.Select((p, i) => $"{Codec}.Property(\"{p.Name}\", {part(types[i])}, static (ref {parts} parts) => ref parts.Item{i + 1})"),
            ]);
    }

    private static string Lines(string head, IEnumerable<string> arguments) => $"{head}\n{string.Join(",\n", arguments)})";

    private string Reference(ITypeSymbol type, TypeNames names)
    {
        // A class cannot keep what mentions a type parameter of one of its methods.
        if (TypeParameters.AreIn(type, static parameter => parameter.DeclaringMethod is not null))
        {
            return OnOneLine(Compose(type, names, part => Reference(part, names)));
        }

        var key = names.OfBare(type);
        if (!fieldByType.TryGetValue(key, out var name))
        {
            var expression = Compose(type, names, part => Reference(part, names));
            name = GeneratedIdentifiers.Claim(NameOf(type), taken);
            fieldByType.Add(key, name);
            fields.Add(new CodecField(name, $"{Codec}<{key}>", expression));
        }

        return name;
    }

    private static string OnOneLine(string expression) => expression.Replace("(\n", "(").Replace('\n', ' ');

    private static string NameOf(ITypeSymbol type) => type switch
    {
        ITypeParameterSymbol { Name: "T" } => "Element",
        ITypeParameterSymbol { Name: ['T', var second, ..] } parameter when char.IsUpper(second) => parameter.Name.Substring(1),
        IArrayTypeSymbol array => "ArrayOf" + NameOf(array.ElementType),
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable => "Nullable" + NameOf(nullable.TypeArguments[0]),
        INamedTypeSymbol { IsTupleType: true } tuple => string.Join("And", tuple.TupleElements.Select(e => NameOf(e.Type))),
        INamedTypeSymbol { IsGenericType: true, TypeArguments.Length: > 0 } named => $"{named.Name}Of{string.Join("And", named.TypeArguments.Select(NameOf))}",
        _ => type.Name,
    };
}
