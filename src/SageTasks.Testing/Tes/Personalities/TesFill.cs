namespace SageTasks.Testing;

/// <summary>What an answer says of fields that are not set.</summary>
internal enum TesFill
{
    /// <summary>Nothing.</summary>
    Omit,

    /// <summary>That they are null; a file's type is the number 0.</summary>
    Nulls,

    /// <summary>That they are empty: <c>""</c>, 0, <c>[]</c>, <c>{}</c>; a missing object is null, a file's type FILE.</summary>
    Empty,
}
