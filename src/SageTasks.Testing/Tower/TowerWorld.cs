using System.Globalization;
using System.Text.Json.Serialization.Metadata;

namespace SageTasks.Testing;

/// <summary>What all parts of the local Tower share: its state, its clock, its people, and the one lock under which anything changes.</summary>
internal sealed class TowerWorld(LocalTowerOptions options, LocalFolder folder, StateStore store, FaultInjector faults, PlatformClock clock)
{
    private const int LargestPage = 100;

    private long _lastNumber = 1_000;

    public LocalTowerOptions Options { get; } = options;

    public LocalFolder Folder { get; } = folder;

    public StateStore Store { get; } = store;

    public FaultInjector Faults { get; } = faults;

    public PlatformClock Clock { get; } = clock;

    public TowerPeople People { get; } = new();

    public Lock Lock { get; } = new();

    public static TowerCaller Caller(LocalRequest request) => (TowerCaller)request.Caller!;

    /// <summary>The workspace that the request is about, which the caller must be allowed to do <paramref name="permission"/> in.</summary>
    public TowerWorkspace Workspace(LocalRequest request, TowerPermission permission = TowerPermission.Read)
    {
        var caller = Caller(request);
        var workspace = request.QueryValue("workspaceId") is not { Length: > 0 } text
            ? People.Personal(caller)
            : People.Find(Number(text, "workspaceId")) ?? throw TowerAnswers.ForbiddenBare();
        return caller.May(permission) ? workspace : throw TowerAnswers.ForbiddenBare();
    }

    /// <summary>The page that the request asks for. More than 100 rows is an error, not a short page.</summary>
    public static (int Max, int Offset) Page(LocalRequest request, int defaultMax)
    {
        var max = Whole("max", defaultMax);
        var offset = Whole("offset", 0);
        if (max > LargestPage)
        {
            throw TowerAnswers.Bad($"The max/length parameter cannot be greater than {LargestPage} (current value={max})");
        }

        if (max < 0 || offset < 0)
        {
            throw TowerAnswers.Bad("Pagination parameters cannot be negative");
        }

        return (max, request.Shifted(offset));

        int Whole(string name, int absent) => request.QueryValue(name) is not { Length: > 0 } text ? absent
            : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value
            : throw TowerAnswers.Bad($"Failed to convert argument [{name}] for value [{text}]");
    }

    /// <summary>The rows of a list, or none when that fault strikes.</summary>
    public static IReadOnlyList<T> Listed<T>(LocalRequest request, IEnumerable<T> rows) => request.Draws(FaultKind.EmptyList) ? [] : [.. rows];

    /// <summary>What a list is searched for; null for nothing, and when the fault strikes that ignores it.</summary>
    public static string? Search(LocalRequest request) => request.Draws(FaultKind.IgnoreSearch) ? null : request.QueryValue("search");

    public static long Number(string text, string name) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
        ? value
        : throw TowerAnswers.Bad($"Failed to convert argument [{name}] for value [{text}]");

    /// <summary>What the request asks to see beside the bare rows: comma-separated, or one value each.</summary>
    public static bool Asks(LocalRequest request, string attribute) => request.Query.TryGetValue("attributes", out var values)
        && values.Any(v => v is not null && v.Split(',', StringSplitOptions.TrimEntries).Contains(attribute, StringComparer.Ordinal));

    public static T Read<T>(LocalRequest request, JsonTypeInfo<T> type) =>
        request.ReadJson(type) ?? throw TowerAnswers.Bad("Required Body not specified");

    /// <summary>A new whole-number id: the next one, or one out of order when that fault strikes.</summary>
    public long NextNumber(LocalRequest request)
    {
        if (request.TryDraw(FaultKind.UnorderedIds, out var fault))
        {
            return 1_000_000_000 + (long)(fault.Value.Dice % 1_000_000_000);
        }

        return Interlocked.Increment(ref _lastNumber);
    }

    public long NextNumber() => Interlocked.Increment(ref _lastNumber);

    /// <summary>Tells of an id that is taken, so that none is given out twice after a restart.</summary>
    public void Took(long id)
    {
        if (id < 1_000_000_000)
        {
            _lastNumber = Math.Max(_lastNumber, id);
        }
    }
}
