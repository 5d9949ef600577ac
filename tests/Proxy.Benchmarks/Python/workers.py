"""Fifty processes put one item each on a managed queue; the seconds from the first start to the last item."""
import multiprocessing, sys, time


def produce(number, queue):
    queue.put((number, 0.5))


def main(method):
    context = multiprocessing.get_context(method)
    with context.Manager() as manager:
        queue = manager.Queue()
        start = time.perf_counter()
        processes = [context.Process(target=produce, args=(number, queue)) for number in range(50)]
        for process in processes:
            process.start()
        for _ in range(50):
            queue.get()
        print(time.perf_counter() - start)
        for process in processes:
            process.join()


if __name__ == "__main__":
    main(sys.argv[1])
