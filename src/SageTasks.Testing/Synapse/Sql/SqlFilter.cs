namespace SageTasks.Testing.Synapse;

/// <summary>Decides whether a row fulfils a condition. What is unknown because of a null fulfils nothing, negated or not.</summary>
internal static class SqlFilter
{
    public static bool Passes(RowSource source, SourceRow row, SqlCondition? condition) => condition is null || Holds(source, row, condition) == true;

    private static bool? Holds(RowSource source, SourceRow row, SqlCondition condition) => condition switch
    {
        SqlCondition.And and => And(Holds(source, row, and.Left), Holds(source, row, and.Right)),
        SqlCondition.Or or => !And(!Holds(source, row, or.Left), !Holds(source, row, or.Right)),
        SqlCondition.Not not => !Holds(source, row, not.Inner),
        SqlCondition.IsNull isNull => Value(source, row, isNull.Value, null) is null,
        SqlCondition.Compare compare => Compare(source, row, compare.Left, compare.Right, order => Fits(order, compare.Operator)),
        SqlCondition.Like like => Pair(source, row, like.Value, like.Pattern, SqlValues.IsLike),
        SqlCondition.In @in => Any(@in.Choices, choice => Compare(source, row, @in.Value, choice, order => order == 0)),
        SqlCondition.Between between => And(
            Compare(source, row, between.Value, between.Low, order => order >= 0), Compare(source, row, between.Value, between.High, order => order <= 0)),
        SqlCondition.Has has => Any(has.Choices, choice => Pair(source, row, has.Value, choice, (list, item) => HasItem(list, item, has.IsPattern))),
        _ => throw SynapseError.Invalid("This condition is not supported."),
    };

    private static bool HasItem(string list, string item, bool like) =>
        SqlValues.Items(list).Any(i => like ? SqlValues.IsLike(i, item) : i.Equals(item, StringComparison.OrdinalIgnoreCase));

    private static bool? And(bool? left, bool? right) => left == false || right == false ? false : left is null || right is null ? null : true;

    private static bool? Any(IReadOnlyList<SqlExpression> choices, Func<SqlExpression, bool?> holds)
    {
        bool? any = false;
        foreach (var choice in choices)
        {
            any = !And(!any, !holds(choice));
        }

        return any;
    }

    private static bool? Compare(RowSource source, SourceRow row, SqlExpression left, SqlExpression right, Func<int, bool> fits)
    {
        var type = TypeOf(source, left) ?? TypeOf(source, right);
        var (a, b) = (Value(source, row, left, type), Value(source, row, right, type));
        return a is null || b is null ? null : fits(SqlValues.Compare(a, b, ColumnTypes.IsNumber(type)));
    }

    private static bool? Pair(RowSource source, SourceRow row, SqlExpression left, SqlExpression right, Func<string, string, bool> holds)
    {
        var (a, b) = (Value(source, row, left, null), Value(source, row, right, null));
        return a is null || b is null ? null : holds(a, b);
    }

    private static string? Value(RowSource source, SourceRow row, SqlExpression expression, string? type) => expression switch
    {
        SqlExpression.Column column => source.Value(row, column.Name),
        SqlExpression.Literal { Value: { } text } => SqlValues.Normalize(text, type),
        SqlExpression.Literal => null,
        _ => throw SynapseError.Invalid("An aggregate cannot stand in a condition."),
    };

    private static string? TypeOf(RowSource source, SqlExpression expression) => expression switch
    {
        SqlExpression.Column column => source.Column(column.Name)?.ColumnType ?? (column.Name.Equals("ROW_ETAG", StringComparison.OrdinalIgnoreCase) ? "STRING" : "INTEGER"),
        _ => null,
    };

    private static bool Fits(int order, string @operator) => @operator switch
    {
        "=" => order == 0,
        "<>" or "!=" => order != 0,
        "<" => order < 0,
        "<=" => order <= 0,
        ">" => order > 0,
        _ => order >= 0,
    };
}
