using Microsoft.CodeAnalysis;

namespace SharedObjects.Generator.Parsing;

internal static class Accessibilities
{
    /// <summary>Whether generated code, which stands in a file of the same assembly, can name it.</summary>
    public static bool IsVisibleInAssembly(ISymbol symbol)
    {
        for (var current = symbol; current is not null and not INamespaceSymbol; current = current.ContainingSymbol)
        {
            if (current.DeclaredAccessibility is Accessibility.Private or Accessibility.Protected or Accessibility.ProtectedAndInternal
                || current is INamedTypeSymbol { IsFileLocal: true })
            {
                return false;
            }
        }

        return true;
    }
}
