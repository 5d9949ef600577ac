using Microsoft.CodeAnalysis;

namespace SharedObjects.Generator.Diagnostics;

/// <summary>What keeps a declaration from being shared, and where. Only the analyzer uses it: a location would disturb the generator's caching.</summary>
internal sealed record Problem(DiagnosticDescriptor Descriptor, Location Location, params object[] Arguments)
{
    public Diagnostic ToDiagnostic() => Diagnostic.Create(Descriptor, Location, Arguments);
}
