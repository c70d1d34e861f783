namespace SageTasks.Tower;

/// <summary>One page of a list that is read by offset.</summary>
internal readonly record struct Slice<T>(IReadOnlyList<T> Rows, bool? HasMore = null, long? Total = null);
