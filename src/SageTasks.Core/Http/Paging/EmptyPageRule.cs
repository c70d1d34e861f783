namespace SageTasks.Http;

/// <summary>What an empty page means that says that more follow.</summary>
public enum EmptyPageRule
{
    /// <summary>A broken list: <see cref="PagingException"/>.</summary>
    Fail,

    /// <summary>The end of the list, for servers that hand out a token on the last page too.</summary>
    End,

    /// <summary>Nothing: the next page is asked for, for servers that filter after paging.</summary>
    Continue,
}
