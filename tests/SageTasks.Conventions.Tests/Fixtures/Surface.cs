using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace SageTasks.Conventions.Tests.Fixtures;

[AttributeUsage(AttributeTargets.Class)]
public abstract class SurfaceClass<TItem> : Attribute, IAsyncDisposable
    where TItem : class, new()
{
    public const string Name = "a \"name\"";

    private readonly List<TItem> _items = [];

    [SetsRequiredMembers]
    protected SurfaceClass(string message, int count = 3, DayOfWeek? day = null, DateTimeOffset at = default) =>
        ETag = $"{message} {count} {day} {at}";

    public event EventHandler<string?>? Changed;

    [JsonPropertyName("e-tag")]
    public required string? ETag { get; init; }

    public TItem this[int index]
    {
        get => _items[index];
        protected set => _items[index] = value;
    }

    public static implicit operator SurfaceClass<TItem>?(string? text) => null;

    public static bool TryRead([NotNullWhen(true)] string? text, out int value) => int.TryParse(text, out value);

    public virtual Task<IReadOnlyDictionary<string, TItem?>> FindAsync<TKey>(
        TKey? key, string[]? names, in (int Number, string? Text) pair, CancellationToken cancellationToken = default)
        where TKey : notnull => throw new InvalidOperationException($"{key} {names} {pair}");

    public virtual ValueTask DisposeAsync()
    {
        Changed?.Invoke(this, null);
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    public override string ToString() => Internal();

    internal string Internal() => nameof(Internal);
}

public sealed record SurfaceRecord(string Id);

public readonly record struct SurfaceStruct : IComparable<SurfaceStruct>
{
    public SurfaceStruct(string value) => Value = value;

    [Obsolete("Use another.")]
    public string Value { get; }

    public int CompareTo(SurfaceStruct other) => string.CompareOrdinal(Value, other.Value);
}

public static class SurfaceExtensions
{
    extension<T>(IReadOnlyList<T> list)
        where T : class
    {
        public T? First => list.Count == 0 ? null : list[0];

        public static int Made(string? text = "a") => text?.Length ?? 0;

        public T Pick<TOther>(int index, TOther? other = default) => list[index];
    }

    extension(string? text)
    {
        public bool IsBlank => string.IsNullOrWhiteSpace(text);
    }

    public static int Old(this string text) => text.Length;
}

public interface ISurface<in TIn, out TOut> : IDisposable
{
    string Value { get; }

    static abstract TOut Create(TIn value);

    int Twice(int value) => value * 2;
}

public delegate Task<string?> SurfaceDelegate(string text, params int[] numbers);

[Flags]
public enum SurfaceEnum : byte
{
    None = 0,
    First = 1,
}
