namespace SharedObjects.Conformance.Tests.Elements;

public enum Colour : short
{
    None = 0,
    Red = -5,
    Green = 300,
}

public sealed record Point(int X, double Y);

public sealed record Order(Guid Id, string Customer, IReadOnlyList<OrderLine> Lines, Dictionary<string, decimal> Discounts, Colour? Label, Order? Previous);

public sealed record OrderLine(string Article, int Quantity, TimeSpan Delivery);

public readonly record struct Span2(long Start, long End);

/// <summary>An ordinary class with settable properties, as users have them.</summary>
public sealed class Settings
{
    public string? Name { get; set; }

    public int[]? Sizes { get; set; }
}

/// <summary>A value that carries another shared object.</summary>
public sealed record Job(string Name, ISharedQueue<int> Results, List<ISharedQueue<string>> Others);

/// <summary>A value whose encoding fails: its getter throws.</summary>
public sealed class Broken
{
    public int Value
    {
        get => throw new NotSupportedException("this getter is broken");
        set => _ = value;
    }
}

/// <summary>A value that may lead back to the queue it is in.</summary>
public sealed record Ring(ISharedQueue<Ring> Next, int Number);

/// <summary>A closed family of types.</summary>
[PolyType.DerivedTypeShape(typeof(Circle))]
[PolyType.DerivedTypeShape(typeof(Square))]
public abstract record Shape;

public sealed record Circle(double Radius) : Shape;

public sealed record Square(double Side) : Shape;
