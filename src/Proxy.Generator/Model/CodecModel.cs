namespace SharedObjects.Generator.Model;

/// <summary>The codec of one place: the same on both sides, except where a method's own type parameters are erased.</summary>
/// <param name="Proxy">The expression in a proxy.</param>
/// <param name="Dispatcher">The expression in a dispatcher.</param>
internal sealed record CodecModel(string Proxy, string Dispatcher);
