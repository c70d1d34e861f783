namespace SageTasks.Tower;

/// <summary>Picks the names that a mistyped one was probably meant to be.</summary>
internal static class NearNames
{
    private const int Shown = 5;

    public static string Describe(string wanted, IEnumerable<string?> known)
    {
        var names = known.Where(name => !string.IsNullOrEmpty(name)).Select(name => name!).Distinct(StringComparer.Ordinal).ToList();
        if (names.Count == 0)
        {
            return "There are none.";
        }

        var near = names.OrderBy(name => Distance(wanted.ToUpperInvariant(), name.ToUpperInvariant())).ThenBy(name => name, StringComparer.Ordinal).Take(Shown);
        return $"Near ones: {string.Join(", ", near)}{(names.Count > Shown ? $" ({names.Count} in all)" : string.Empty)}.";
    }

    private static int Distance(string left, string right)
    {
        if (left.Length > 0 && (right.Contains(left, StringComparison.Ordinal) || left.Contains(right, StringComparison.Ordinal)))
        {
            return 0;
        }

        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + (left[i - 1] == right[j - 1] ? 0 : 1)));
            }
        }

        return row[^1];
    }
}
