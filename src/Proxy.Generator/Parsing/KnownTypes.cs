using Microsoft.CodeAnalysis;

namespace SharedObjects.Generator.Parsing;

/// <summary>Recognises framework types by their full names: the same in every compilation, and nothing of one is kept.</summary>
internal static class KnownTypes
{
    public const string ManagedAttribute = "SharedObjects.ManagedAttribute";
    public const string WorkerTargetAttribute = "SharedObjects.WorkerTargetAttribute";
    public const string InlineAttribute = "SharedObjects.Contracts.InlineAttribute";
    public const string ManagerStartup = "SharedObjects.IManagerStartup";
    public const string WorkerProcess = "SharedObjects.WorkerProcess";
    public const string ContractTableAttribute = "SharedObjects.Calls.ContractTableAttribute";

    private const string Collections = "System.Collections.Generic.";

    /// <summary>The simple name is asked first: the analyzer asks this of every attribute there is.</summary>
    public static bool Is(this ITypeSymbol type, string fullName) =>
        type.OriginalDefinition is INamedTypeSymbol named
        && fullName.EndsWith(named.MetadataName, StringComparison.Ordinal)
        && WireNames.OfDefinition(named) == fullName;

    /// <summary>Whether a type of that name is ours and not somebody's namesake: beside it is what generated code needs.</summary>
    public static bool IsOfRuntime(this ITypeSymbol type, string fullName) =>
        type.Is(fullName) && type.ContainingAssembly.GetTypeByMetadataName("SharedObjects.Calls.ManagedProxy") is not null;

    public static bool HasAttribute(this ISymbol symbol, string fullName) => symbol.GetAttributes().Any(a => a.AttributeClass?.IsOfRuntime(fullName) == true);

    public static bool IsManaged(this ITypeSymbol type) => type.TypeKind == TypeKind.Interface && type.OriginalDefinition.HasAttribute(ManagedAttribute);

    public static bool IsCancellationToken(this ITypeSymbol type) => type.Is("System.Threading.CancellationToken");

    public static bool IsAsyncEnumerable(this ITypeSymbol type) => type.Is(Collections + "IAsyncEnumerable`1");

    public static bool IsAsyncStream(this ITypeSymbol type) =>
        type.IsAsyncEnumerable() || type.Is(Collections + "IAsyncEnumerator`1");

    public static bool IsTask(this ITypeSymbol type) => type.Is("System.Threading.Tasks.Task") || type.Is("System.Threading.Tasks.Task`1");

    public static bool IsValueTask(this ITypeSymbol type) =>
        type.Is("System.Threading.Tasks.ValueTask") || type.Is("System.Threading.Tasks.ValueTask`1");

    /// <summary>What every proxy does by itself, in this process.</summary>
    public static bool IsImplementedByEveryProxy(this ITypeSymbol type) =>
        type.Is("System.IDisposable") || type.Is("System.IAsyncDisposable") || type.Is("SharedObjects.ISharedObject");

    /// <summary>The factory of <c>Codec</c> that composes a generic type from its arguments; <see langword="null"/> when there is none.</summary>
    public static string? ComposedBy(INamedTypeSymbol type) => WireNames.OfDefinition(type.OriginalDefinition) switch
    {
        Collections + "KeyValuePair`2" => "KeyValuePair",
        Collections + "List`1" => "List",
        Collections + "HashSet`1" => "Set",
        Collections + "IEnumerable`1" or Collections + "IReadOnlyCollection`1" or Collections + "IReadOnlyList`1" => "Collection",
        Collections + "Dictionary`2" => "Dictionary",
        Collections + "IReadOnlyDictionary`2" => "ReadOnlyDictionary",
        _ => null,
    };
}
