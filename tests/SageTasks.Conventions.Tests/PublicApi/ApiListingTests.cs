using SageTasks.Conventions.Tests.Fixtures;

namespace SageTasks.Conventions.Tests.PublicApi;

/// <summary>The listing shows what a caller can see, and nothing that only the compiler needs.</summary>
public sealed class ApiListingTests
{
    [Fact]
    public void A_class_shows_modifiers_nullability_defaults_and_attributes() =>
        Assert.Equal("""
            namespace SageTasks.Conventions.Tests.Fixtures

            [AttributeUsage(AttributeTargets.Class)]
            public abstract class SurfaceClass<TItem> : Attribute, IAsyncDisposable where TItem : class, new()
                public const string Name = "a \"name\""
                [SetsRequiredMembers]
                protected SurfaceClass(string message, int count = 3, DayOfWeek? day = null, DateTimeOffset at = default)
                [JsonPropertyName("e-tag")]
                public required string? ETag { get; init; }
                public TItem this[int index] { get; protected set; }
                public event EventHandler<string?>? Changed
                public virtual ValueTask DisposeAsync()
                public virtual Task<IReadOnlyDictionary<string, TItem?>> FindAsync<TKey>(TKey? key, string[]? names, in (int, string?) pair, CancellationToken cancellationToken = default) where TKey : notnull
                public override string ToString()
                public static bool TryRead([NotNullWhen(true)] string? text, out int value)
                public static implicit operator SurfaceClass<TItem>?(string? text)

            """, ApiListing.Of([typeof(SurfaceClass<>)]));

    [Fact]
    public void A_record_shows_its_data_and_not_what_the_compiler_writes_for_it() =>
        Assert.Equal("""
            namespace SageTasks.Conventions.Tests.Fixtures

            public sealed record SurfaceRecord
                public SurfaceRecord(string Id)
                public string Id { get; init; }

            public readonly record struct SurfaceStruct : IComparable<SurfaceStruct>
                public SurfaceStruct(string value)
                [Obsolete("Use another.")]
                public string Value { get; }
                public int CompareTo(SurfaceStruct other)

            """, ApiListing.Of([typeof(SurfaceStruct), typeof(SurfaceRecord)]));

    [Fact]
    public void An_extension_block_shows_its_receiver_and_its_members_once() =>
        Assert.Equal("""
            namespace SageTasks.Conventions.Tests.Fixtures

            public static class SurfaceExtensions
                public static int Old(this string text)
                extension(string? text)
                    public bool IsBlank { get; }
                extension<T>(IReadOnlyList<T> list) where T : class
                    public T? First { get; }
                    public static int Made(string? text = "a")
                    public T Pick<TOther>(int index, TOther? other = default)

            """, ApiListing.Of([typeof(SurfaceExtensions)]));

    [Fact]
    public void Interfaces_enums_and_delegates_show_what_an_implementer_needs() =>
        Assert.Equal("""
            namespace SageTasks.Conventions.Tests.Fixtures

            public interface ISurface<in TIn, out TOut> : IDisposable
                string Value { get; }
                static abstract TOut Create(TIn value)
                virtual int Twice(int value)

            public delegate Task<string?> SurfaceDelegate(string text, params int[] numbers)

            [Flags]
            public enum SurfaceEnum : byte
                None = 0
                First = 1

            """, ApiListing.Of([typeof(SurfaceEnum), typeof(SurfaceDelegate), typeof(ISurface<,>)]));

    [Fact]
    public void A_difference_names_the_type_and_the_lines() =>
        Assert.Equal(
            ["  public class B", "-     public int Old { get; }", "+     public long New { get; }"],
            LineDiff.Between(
                "public class A\n    public int X { get; }\npublic class B\n    public int Old { get; }\n",
                "public class A\n    public int X { get; }\npublic class B\n    public long New { get; }\n"));
}
